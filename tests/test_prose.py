"""Prose: small bodies and what they become."""

from __future__ import annotations

import re

import msgspec
import pytest
from markupsafe import Markup

from chronicle.model import Citation, Prose, WikiLink
from chronicle.prose import compile_prose, fill


def compiled(body: str) -> Prose:
    """The prose of a body that is right."""
    prose, _, problems = compile_prose(body, "note.md", 1)
    assert problems == []
    return prose


def citation(citation: Citation) -> Markup:
    works = (f"{work.source} {work.locator}" if work.locator else work.source for work in citation.works)
    return Markup("<cite>{}</cite>").format("; ".join(works))


def link(link: WikiLink) -> Markup:
    return Markup("<i>{}</i>").format(f"{link.target}|{link.words}" if link.words else link.target)


def written(body: str) -> str:
    return str(fill(compiled(body), citation, link))


# --- what a body becomes -----------------------------------------------------


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Taken [@a-b].", "<p>Taken.<cite>a-b</cite></p>"),
        ("Taken [@a, p. 4; @b] again", "<p>Taken<cite>a p. 4; b</cite> again</p>"),
        ("Taken [@a;\n@b,\np. 3], then", "<p>Taken,<cite>a; b p. 3</cite> then</p>"),
        ("“Taken” [@a] [@b]! Then", "<p>“Taken”!<cite>a</cite><cite>b</cite> Then</p>"),
        ('"Taken [@a]." Then', "<p>“Taken.”<cite>a</cite> Then</p>"),
        ("*Taken* [@a].", "<p><em>Taken</em>.<cite>a</cite></p>"),
        ("[@a, pp. 4–5, “Kurds”] says", "<p><cite>a pp. 4–5, “Kurds”</cite> says</p>"),
        ("See [[fall-of-x]].", "<p>See <i>events/fall-of-x</i>.</p>"),
        ("See [[events/x]], [[sources/y]]", "<p>See <i>events/x</i>, <i>sources/y</i></p>"),
        ("[[places/x|the town's *end*]]", "<p><i>places/x|the town’s *end*</i></p>"),
        ("[[places/x|the\ntown]]", "<p><i>places/x|the town</i></p>"),
        ("**[[x]]** and _[[y]]_", "<p><strong><i>events/x</i></strong> and <em><i>events/y</i></em></p>"),
    ],
)
def test_references_become_holes(body: str, html: str) -> None:
    assert written(body) == html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("- one [@a]\n- two", "<ul>\n<li>one<cite>a</cite></li>\n<li>two</li>\n</ul>"),
        ("> said [@a;\n> @b]", "<blockquote>\n<p>said<cite>a; b</cite></p>\n</blockquote>"),
        ("Term\n:   Words [@a].", "<dl>\n<dt>Term</dt>\n<dd>Words.<cite>a</cite></dd>\n</dl>"),
        ("## Of [[x]]", "<h2>Of <i>events/x</i></h2>"),
        ("العربية [@a] نص", "<p>العربية<cite>a</cite> نص</p>"),
    ],
)
def test_references_stand_wherever_text_stands(body: str, html: str) -> None:
    assert written(body) == html


def test_bar_of_a_link_is_no_border_of_a_table() -> None:
    html = written("| a | b |\n| :- | -: |\n| [[x|y]] | [@z] |")
    assert '<td class="align-left"><i>events/x|y</i></td>' in html
    assert '<td class="align-right"><cite>z</cite></td>' in html
    assert "style" not in html


def test_footnote_may_cite() -> None:
    html = written("Text[^1].\n\n[^1]: Note [@a].")
    assert '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.' in html
    assert '<li id="fn:1">\n<p>Note.<cite>a</cite>&nbsp;<a class="footnote-backref" href="#fnref:1">' in html
    assert "title=" not in html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("`[@a]` `[[x]]`", "<p><code>[@a]</code> <code>[[x]]</code></p>"),
        ("`<b>` ``a`b``", "<p><code>&lt;b&gt;</code> <code>a`b</code></p>"),
        ("    [@a] <b> ![x](y)", "<pre><code>[@a] &lt;b&gt; ![x](y)\n</code></pre>"),
        ('```\n[@a] <b>\n\n"x"\n```', '<pre><code>[@a] &lt;b&gt;\n\n"x"\n</code></pre>'),
        ("~~~ text\n[[x]]", "<pre><code>[[x]]\n</code></pre>"),
        ("`[a](javascript:x)`", "<p><code>[a](javascript:x)</code></p>"),
        ('`<https://x.org> "--"`', '<p><code>&lt;https://x.org&gt; "--"</code></p>'),
        (r"\[@a] \[[x]] \<b>", "<p>[@a] [[x]] &lt;b&gt;</p>"),
        ("[@handle](https://x.org)", '<p><a href="https://x.org">@handle</a></p>'),
        ("[x](https://x.org/[@a])", '<p><a href="https://x.org/[@a]">x</a></p>'),
    ],
)
def test_code_escapes_and_addresses_are_left_alone(body: str, html: str) -> None:
    prose, references, problems = compile_prose(body, "note.md", 1)
    assert ("".join(map(str, prose.parts)), references, problems) == (html, (), [])


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("a < b > c, x<y", "<p>a &lt; b &gt; c, x&lt;y</p>"),
        ("AT&T &lt; &amp;lt;", "<p>AT&amp;T &lt; &amp;lt;</p>"),
        ("# One\n\n## Two\n\n### Three", "<h2>One</h2>\n<h2>Two</h2>\n<h3>Three</h3>"),
        ("#1 in May", "<p>#1 in May</p>"),
        ("#", "<h2></h2>"),
        ("a\\\nb  \nc", "<p>a<br>\nb<br>\nc</p>"),
        ("<https://x.org/a--b> <me@x.org>",
         '<p><a href="https://x.org/a--b">https://x.org/a--b</a> <a href="mailto:me@x.org">me@x.org</a></p>'),
        ("[a](https://x.org/?b=1&c=2 \"T\")", '<p><a href="https://x.org/?b=1&amp;c=2" title="T">a</a></p>'),
        ("[a][b]\n\n[b]: <http://x.org>", '<p><a href="http://x.org">a</a></p>'),
        ("Hey![^1]\n\n[^1]: n", None),
        ("Wow![@a]", "<p>Wow!<cite>a</cite></p>"),
        (r"\![a](https://x.org)", '<p>!<a href="https://x.org">a</a></p>'),
    ],
)  # fmt: skip
def test_markdown_is_read(body: str, html: str | None) -> None:
    assert html in (None, written(body))


def test_links_of_ours_get_the_root_mark_and_are_named() -> None:
    prose = compiled("[a](/events/x/) [b](/events/x/#y) [c](#z) [d](/) [e](/data/events.csv)")
    assert prose.addresses == ("/events/x/", "/events/x/#y", "#z", "/", "/data/events.csv")
    assert re.findall('href="([^"]*)"', str(prose.parts[0])) == [
        "\ue000events/x/", "\ue000events/x/#y", "#z", "\ue000", "\ue000data/events.csv",
    ]  # fmt: skip


def test_prose_survives_the_way_through_the_cache() -> None:
    prose = compiled("See [[x]] [@a, p. 4].")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(prose), type=Prose) == prose


def test_equal_bodies_have_equal_prose_whatever_was_read_between() -> None:
    """The one reader of a process keeps nothing: neither footnotes nor addresses."""
    body = "A[^1] [b] [@c].\n\n[^1]: n"
    first = compiled(body)
    compiled("[b]\n\n[b]: https://x.org")
    compiled("Z[^1]\n\n[^1]: other")
    assert compiled(body) == first


def test_empty_body_is_empty_prose() -> None:
    assert compiled("\n\n").parts == ()


# --- the summary -------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("The army took it [@a]. Then more.", "The army took it."),
        ("Gen. J. Votel of the U.S. Army said so. Then", "Gen. J. Votel of the U.S. Army said so."),
        ("It met in the U.S. The council agreed.", "It met in the U.S."),
        ("About 96.5 percent, and al-Qaim, fell. More.", "About 96.5 percent, and al-Qaim, fell."),
        ('He said "it is over [@a]." She did not.', "He said “it is over.”"),
        ('"Why?" he asked. More.', "“Why?” he asked."),
        ("It began at 4 a.m. on a Monday. More.", "It began at 4 a.m. on a Monday."),
        ("No stop at all", "No stop at all"),
        ("# Head\n\nThe *first*\none[^1] & `it`. More.\n\n[^1]: n", "The first one & it."),
        ("After [[fall-of-x]] and [[places/y|the town]]. More.", "After fall of x and the town."),
        ("- one\n- two. Three", "one two."),
        ("", ""),
    ],
)
def test_summary_is_the_first_sentence_as_plain_text(body: str, summary: str) -> None:
    assert compiled(body).summary == summary


# --- where references stand --------------------------------------------------


def test_each_reference_says_where_it_stands() -> None:
    body = "It fell [@a;\n@b, p. 3] at [[places/x|ü]].\n\n- [[y]] [@a]\n\n`[@not]`"
    _, references, _ = compile_prose(body, "note.md", 20)
    found = [(at.target, at.location.line, at.location.column, at.field) for at in references]
    assert found == [
        ("sources/a", 20, 10, "citation"),
        ("sources/b", 21, 1, "citation"),
        ("places/x", 21, 16, "link"),
        ("events/y", 23, 5, "link"),
        ("sources/a", 23, 10, "citation"),
    ]


def test_reference_beside_a_fault_still_counts() -> None:
    """Else a source would be called unused because of a slip beside it."""
    _, references, _ = compile_prose("It fell [@a; b].", "note.md", 1)
    assert [reference.target for reference in references] == ["sources/a"]
