"""The page of a review as Markdown: the same words, harmless, and not endless."""

from __future__ import annotations

import markdown_it

from chronicle.review.markdown import markdown


def rendered(text: str) -> str:
    """As a code host renders it, HTML let through."""
    return str(markdown_it.MarkdownIt("commonmark", {"html": True}).render(text))


def test_headings_lists_and_changed_words_keep_their_form() -> None:
    html = "<h1>A review</h1><ul><li><strong>Date:</strong> <del>1</del> <ins>2</ins></li><li>Two</li></ul>"
    assert markdown(html) == "# A review\n\n- **Date:** <del>1</del> <ins>2</ins>\n- Two\n"


def test_a_list_in_a_list_is_indented() -> None:
    assert markdown("<ul><li>Town<ul><li>one</li></ul></li></ul>") == "- Town\n  - one\n"


def test_what_is_folded_on_the_page_is_folded_there() -> None:
    text = markdown("<details><summary><strong>A note</strong> 1</summary><p>It says.</p></details>")
    assert text == "<details><summary><strong>A note</strong> 1</summary>\n\nIt says.\n\n</details>\n"
    assert "<p>It says.</p>" in rendered(text)


def test_maps_and_what_is_for_the_page_alone_are_left_out() -> None:
    html = "<p>One</p><div data-page-only><p>Two</p></div><svg><text>Three</text></svg><nav>Four</nav>"
    assert markdown(html) == "One\n"


def test_words_of_a_note_stay_words() -> None:
    """Neither HTML, nor a link, nor a heading, nor a call to somebody comes of them."""
    words = "<img src=x> [a](https://x.example) # no *stars* `code` | 1. @somebody"
    escaped = words.replace("<", "&lt;").replace(">", "&gt;")
    for block in (
        "<p>{}</p>",
        "<ul><li>{}</li></ul>",
        "<h2>{}</h2>",
        "<details><summary>{}</summary></details>",
    ):
        text = markdown(block.format(escaped))
        assert "@somebody" not in text
        html = rendered(text)
        assert not [it for it in ("<img", "<a ", "<em>", "<code>", "<h1>") if it in html]


def test_a_text_that_begins_like_a_list_is_none() -> None:
    for words in ("- no list", "1. no list", "+ no list", "# no heading"):
        assert rendered(markdown(f"<p>{words}</p>")).startswith("<p>")


def test_what_is_too_long_loses_what_is_folded_first() -> None:
    notes = "".join(
        f"<details><summary><strong>Note {number}</strong></summary><p>{'word ' * 50}</p></details>"
        for number in range(20)
    )
    text = markdown(f"<h1>A review</h1>{notes}<h2>Pages</h2><p data-cut-note>More there.</p>", most=1000)
    assert "- **Note 19**" in text
    assert "word" not in text
    assert "## Pages" in text


def test_what_is_still_too_long_is_cut_after_a_whole_block_and_says_so() -> None:
    text = markdown("<p>word word</p>" * 1000 + "<p data-cut-note>The page has all of it.</p>", most=1000)
    assert len(text) <= 1000
    assert text.endswith("word word\n\nThe page has all of it.\n")


def test_what_is_short_enough_does_not_say_that_it_was_cut() -> None:
    assert markdown("<p>All</p><p data-cut-note>The page has all of it.</p>") == "All\n"
