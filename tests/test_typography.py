"""Typographic marks on finished HTML."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chronicle.typography import typographic, unbroken


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('"So," he said, "it is."', "“So,” he said, “it is.”"),
        ("'So' it's", "‘So’ it’s"),
        ("\"'So' it is\"", "“‘So’ it is”"),
        ('("So")', "(“So”)"),
        ("the fighters' leader", "the fighters’ leader"),
        ("Ba'ath, Sha'er, al-Qa'im", "Ba’ath, Sha’er, al-Qa’im"),
        ("the '90s and 1990's", "the ’90s and 1990’s"),
        ("2014--2017 -- then---so", "2014–2017 – then—so"),
        ("a ---- b", "a ---- b"),
        ("wait... what", "wait… what"),
        ("he is 5'10\" tall", "he is 5′10″ tall"),
        ('a 12" gun', "a 12″ gun"),
        ("36°20'15\" N", "36°20′15″ N"),
        ('in "the year 2014" it', "in “the year 2014” it"),
        ('"He is 5\'10" tall"', "“He is 5′10″ tall”"),
        ('—"so"—', "—“so”—"),
    ],
)
def test_straight_marks_become_typographic(straight: str, curly: str) -> None:
    assert typographic(straight) == curly


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('<p>"<em>so</em>"</p>', "<p>“<em>so</em>”</p>"),
        ('<p><em>"so"</em></p>', "<p><em>“so”</em></p>"),
        ("<p><em>IS</em>'s own</p>", "<p><em>IS</em>’s own</p>"),
        ('<p>"<a href="/x/" title="a &quot;b&quot; > c">so</a>"</p>',
         '<p>“<a href="/x/" title="a &quot;b&quot; > c">so</a>”</p>'),
        ('<li>"so"</li><li>"so"</li>', "<li>“so”</li><li>“so”</li>"),
        ('<p>a 12 "b</p><p>c 12"</p>', "<p>a 12 “b</p><p>c 12″</p>"),
        ('<p>"<code>"a"</code>"</p>', '<p>“<code>"a"</code>”</p>'),
        ("<pre><code>a -- 'b'...</code></pre>", "<pre><code>a -- 'b'...</code></pre>"),
        ('<p>"https://x.org/a--b..." it\'s</p>', '<p>“https://x.org/a--b...” it’s</p>'),
        ("<p>so<br>\n\"it\"</p>", "<p>so<br>\n“it”</p>"),
    ],
)  # fmt: skip
def test_tags_code_and_addresses_are_passed_over(straight: str, curly: str) -> None:
    assert typographic(straight) == curly


@pytest.mark.parametrize("text", ['قال "داعش" اليوم', "داعش...", "تنظيم--الدولة", '"דאעש"', "<p>'داعش'</p>"])
def test_arabic_and_hebrew_are_left_as_they_are(text: str) -> None:
    assert typographic(text) == text


def test_english_beside_arabic_is_not() -> None:
    assert typographic('داعش "IS" -- داعش') == "داعش “IS” – داعش"


@given(some.text(alphabet="ab1 .-'\"<>é"))
def test_only_these_marks_change(text: str) -> None:
    def bare(text: str) -> str:
        return re.sub(r"""[-.'"–—…‘’“”′″]""", "", text)

    assert bare(typographic(text)) == bare(text)


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("Deir ez-Zor", 'Deir <span class="unbroken">ez-Zor</span>'),
        ("Abadi proclaims al-Qaim retaken", 'Abadi proclaims <span class="unbroken">al-Qaim</span> retaken'),
        ("ISIL-led, US-backed, Agence France-Presse", "ISIL-led, US-backed, Agence France-Presse"),
        ("Anbar, 2013–15", 'Anbar, <span class="unbroken">2013–15</span>'),
        ("<b> & al-Bab", '&lt;b&gt; &amp; <span class="unbroken">al-Bab</span>'),
    ],
)
def test_no_line_ends_inside_an_arabic_name_or_years(name: str, html: str) -> None:
    assert str(unbroken(name)) == html
