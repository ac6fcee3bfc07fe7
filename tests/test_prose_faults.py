"""Prose: wrong bodies and what is said about them, bounds, and whatever else may be typed."""

from __future__ import annotations

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as some
from markupsafe import Markup, escape

from chronicle.prose import compile_prose, fill


def said(body: str, first_line: int = 1) -> list[str]:
    """Line, column and code of each problem."""
    _, _, problems = compile_prose(body, "note.md", first_line)
    return [f"{at.location.line}:{at.location.column} {at.code}" for at in problems]


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("ab [@A].", ["1:5 bad-citation"]),
        ("ab [@a,].", ["1:5 bad-citation"]),
        ("ab [@a; b;\n@C]", ["1:9 bad-citation", "2:1 bad-citation"]),
        ("ab [@].", ["1:5 bad-citation"]),
        ("ab [@a.", ["1:4 bad-citation"]),
        ("ab [@a\n\nb]", ["1:4 bad-citation"]),
        ("ab [see @a, p. 3]", ["1:4 bad-citation"]),
        ("ab [-@a]", ["1:4 bad-citation"]),
        ("[x [@a] y](https://x.org)", ["1:4 bad-citation"]),
    ],
)
def test_citation_that_cannot_be_read(body: str, problems: list[str]) -> None:
    assert said(body) == problems


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("ab [[Foo]]", ["1:4 bad-wikilink"]),
        ("ab [[people/x]]", ["1:4 bad-wikilink"]),
        ("ab [[/x]]", ["1:4 bad-wikilink"]),
        ("ab\n[[x|]]", ["2:1 bad-wikilink"]),
        ("ab [[x]", ["1:4 bad-wikilink"]),
        ("ab [[]]", ["1:4 bad-wikilink"]),
        ("[x [[a]] y](https://x.org)", ["1:4 bad-wikilink"]),
        ("[[1](https://x.org)]", []),
    ],
)
def test_link_in_double_brackets_that_cannot_be_read(body: str, problems: list[str]) -> None:
    assert said(body) == problems


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x", "JaVaScript&#58;x", "java&Tab;script:x", r"javascript\:x", "javascript&colon;x",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//evil.org", "/\\evil.org", "\\\\evil.org",
        "/&#47;evil.org", "/&amp;#47;evil.org", "../x", "x", "x.html", "?q=1", "https:x", "https://", "https:///x",
        "http://a@evil.org", "mailto:x", "https://x.org/a b", "", "<https://x.org/a b>", "&#32;javascript:x",
        "https://x.org/\u00a0y", "https://x.org/\u2028y", "/a//b/", "ftp://x.org",
    ],
)  # fmt: skip
def test_link_elsewhere_than_the_web_mail_or_ours_is_an_error(address: str) -> None:
    """Wherever it is written, and however it is disguised; the place is the address."""
    assert said(f"ab [c]({address}) d") in (["1:8 bad-link"], ["1:9 bad-link"])


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("ab [c][d]\n\n[d]: javascript:x", ["3:6 bad-link"]),
        ("ab\n\n> [d]: javascript:x\n\n[d]", ["3:8 bad-link"]),
        ("ab <javascript:x>", ["1:4 bad-link"]),
        ("ab <ftp://x.org>", ["1:4 bad-link"]),
        ("ab [c](https://x.org", ["1:6 bad-link"]),
        ("[a [b](https://x.org) c](https://y.org)", ["1:6 bad-link"]),
    ],
)
def test_link_that_cannot_be_followed_has_its_place(body: str, problems: list[str]) -> None:
    assert said(body) == problems


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("ab <b>c</b>", ["1:4 raw-html", "1:8 raw-html"]),
        ("<div>\n\nab\n\n</div>", ["1:1 raw-html", "5:1 raw-html"]),
        ("ab <img\nsrc=x onerror=y>", ["1:4 raw-html"]),
        ("ab <!-- c -->", ["1:4 raw-html"]),
        ("ab <br/> <?php ?> <![CDATA[x]]>", ["1:4 raw-html", "1:10 raw-html", "1:19 raw-html"]),
        ("<script", ["1:1 raw-html"]),
        ("| a |\n|---|\n| <b>x |", ["3:3 raw-html"]),
    ],
)
def test_tag_in_prose_is_an_error(body: str, problems: list[str]) -> None:
    assert said(body) == problems


def test_error_about_a_tag_says_what_to_write_instead() -> None:
    _, _, problems = compile_prose('<a href="x">y', "n.md", 7)
    assert str(problems[0]) == (
        'n.md:7:1: error[raw-html]: HTML is not read in prose: <a href="x">; write [words](address)'
    )


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("ab ![c](https://x.org/d.png)", ["1:4 image-in-prose"]),
        ("![c][d]\n\n[d]: https://x.org", ["1:1 image-in-prose"]),
        ("![d]\n\n[d]: https://x.org", ["1:1 image-in-prose"]),
        ("ab ![no picture]", []),
    ],
)
def test_picture_in_prose_is_an_error(body: str, problems: list[str]) -> None:
    assert said(body) == problems


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("ab[^1]", ["1:3 bad-footnote"]),
        ("ab\n\n[^1]: c", ["3:1 bad-footnote"]),
        ("ab[^1]\n\n[^1]: c\n[^1]: d", ["4:1 bad-footnote"]),
        ("ab[^a b]\n\n[^a b]: c", ["3:1 bad-footnote"]),
        (r"ab\[^1] `[^2]`", []),
    ],
)
def test_footnote_without_its_other_half(body: str, problems: list[str]) -> None:
    assert said(body) == problems


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("ab:\n- c\n- d", ["2:1 ambiguous-list"]),
        ("ab\n1. c", ["2:1 ambiguous-list"]),
        ("ab\n2017. c", []),
        ("- a\n  - b", ["2:3 ambiguous-list"]),
        ("- a\n    - b\n\n    c\n\nd", []),
        ("1. a\n\n   b", ["3:4 ambiguous-list"]),
        ("1) a", ["1:1 ambiguous-list"]),
        ("## A\n- b", []),
        ("- a\nb\n- c", []),
        ("a\n* * *\nb", []),
        ("```\na\n- b\n```", []),
    ],
)
def test_list_that_a_preview_shows_otherwise(body: str, problems: list[str]) -> None:
    """Python-Markdown and CommonMark differ here, and neither says so."""
    assert said(body) == problems


# --- bounds ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("a " * 33_000, ["1:1 prose-too-long"]),
        ("é" * 33_000, ["1:1 prose-too-long"]),
        ("b\n\n" + "a " * 8_200, ["3:1 paragraph-too-long"]),
        ("b\n \n" + "- a\n" * 1_001, ["3:1 paragraph-too-long"]),
        ("|a" * 100 + "\n" + "|-" * 100 + "\n" + "|\n" * 900, ["1:1 paragraph-too-long"]),
        ("b\n\n" + "[" * 10_000, ["3:201 too-many-brackets"]),
        ("b\n\n" + "[a](" * 3_000, ["3:801 too-many-brackets"]),
        ("b\n\n" + "[a" * 100, ["3:41 too-many-brackets"]),
        ("[^1]\n\n" * 2_000, ["401:1 too-many-brackets"]),
        ("b\n\n" + "> " * 9 + "a", ["3:1 prose-too-deep"]),
        ("- " * 9 + "a", ["1:1 prose-too-deep"]),
        ("1. " * 500 + "a", ["1:1 prose-too-deep"]),
        ("".join(" " * 4 * level + "- a\n" for level in range(60)), ["9:1 prose-too-deep"]),
        ("a\n: b\n" * 60, ["1:1 prose-too-deep"]),
        ("a\u0007b", ["1:2 control-character"]),
        ("a\n\ue000b", ["2:1 control-character"]),
        ("a\u0085b\r", ["1:2 control-character", "1:4 control-character"]),
        ("a &#xE012;0&#57361;", ["1:3 control-character", "1:12 control-character"]),
        ("a &#0; &#x110000; &#" + "9" * 5_000 + ";", ["1:3 control-character", "1:8 control-character",
                                                      "1:19 control-character"]),
        ("a\tb &#233; &#x2014;", []),
    ],
)  # fmt: skip
def test_bound_is_named_and_what_breaks_it_is_not_read(body: str, problems: list[str]) -> None:
    """Markdown would work for minutes, or give up, on most of these."""
    assert said(body) == problems
    if problems:
        prose, references, _ = compile_prose(body, "note.md", 1)
        assert (prose.parts, prose.summary, references) == ((), "", ())


@pytest.mark.parametrize(
    "unit",
    [
        "*a ", "**a _b ", "a* ", "`a ", "<a ", "</", "&", "\\", "'", '"', "--", "# ", "(", "a://", "<https:",
        "| ", "[a [", "a](", "[^1", "``", "> a\n\n", "- a\n\n", "1. a\n\n    b\n\n", "a\n\n: b\n\n",
        "***a**b*",
    ],
)  # fmt: skip
def test_nothing_within_the_bounds_makes_python_give_up(unit: str) -> None:
    compile_prose((unit * 8_000)[:16_000], "note.md", 1)
    compile_prose((unit * 19)[:16_000], "note.md", 1)


# --- whatever is typed -------------------------------------------------------

PIECES = some.sampled_from(
    [
        *"[ ] ( ) [@a] [[x]] [@ [[ < > <b> <script> </script> javascript: https://x.org ]( ![ `".split(),
        *"| # * _ ** &".split(),
        *"\\ &#58; &lt; ' \" -- ... [^1] a é داعش ~~~ // data: ; , . mailto: <https://x.org> = [a]:".split(),
        *("```\n", "\n", "\n\n", "    ", "- ", "> ", "1. ", "|-|\n", "[^1]: ", ": ", " ", "\t", "---\n"),
        " onclick=x ",
    ]
)
BODIES = some.one_of(some.text(), some.lists(PIECES, max_size=60).map("".join))


@given(BODIES)
def test_no_body_gives_a_traceback_and_none_gives_a_script(body: str) -> None:
    prose, references, problems = compile_prose(body, "note.md", 5)
    last = 5 + body.count("\n")
    lines = [at.location.line for at in problems] + [at.location.line for at in references]
    assert all(5 <= line <= last for line in lines)
    page = html5lib.parseFragment(
        str(fill(prose, lambda _: Markup("<cite>c</cite>"), lambda _: Markup("<i>l</i>"))),
        namespaceHTMLElements=False,
    )
    for element in page.iter():
        assert element.tag not in ("script", "style", "iframe", "img", "object")
        assert set(element.attrib) <= {"href", "title", "id", "class"}
        href = element.get("href", "")
        assert href == "" or re.match("https?://[^/]|mailto:.|\ue000(?!/)|#", href)
    printed = "".join(part for part in prose.parts if isinstance(part, str))
    assert not re.search("[\ue001-\uf8ff]", printed)


@given(some.text(alphabet="ab .,[]()<>&'\"", max_size=80))
def test_code_is_put_back_as_it_was_typed(code: str) -> None:
    prose, references, _ = compile_prose(f"```\n{code}\n```", "note.md", 1)
    assert (prose.parts, references) == ((f"<pre><code>{escape_text(code.rstrip())}\n</code></pre>",), ())


def escape_text(text: str) -> str:
    return str(escape(text)).replace("&#34;", '"').replace("&#39;", "'")
