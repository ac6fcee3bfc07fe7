"""Words that readers see for dates, months and numbers."""

from __future__ import annotations

import re
from datetime import date as Day  # noqa: N812 - as in the module
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel import Locale
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from hypothesis import given
from hypothesis import strategies as st

from chronicle.edtf import EdtfError, parse
from chronicle.wording import Language, language

GUIDE = Path(__file__).parents[1] / "docs" / "dates.md"

DATES = [
    ("2017-11-03", "3 November 2017", "3 Nov", ""),
    ("2017-11", "November 2017", "Nov", "day not known"),
    ("2014", "2014", "2014", "month not known"),
    ("2017-11-XX", "November 2017, day not known", "Nov", "day not known"),
    ("2014-XX", "2014, month not known", "2014", "month not known"),
    ("2014-XX-XX", "2014, month and day not known", "2014", "month not known"),
    ("201X", "the 2010s", "the 2010s", ""),
    ("20XX", "between 2000 and 2099", "between 2000 and 2099", ""),
    ("2015-21", "spring 2015", "spring", ""),
    ("2015-22", "summer 2015", "summer", ""),
    ("2015-23", "autumn 2015", "autumn", ""),
    ("2014-24", "winter 2014–15", "winter", "to Feb 2015"),
    ("1999-24", "winter 1999–2000", "winter", "to Feb 2000"),
    ("2017-10-26~", "about 26 October 2017", "about 26 Oct", ""),
    ("2014-06~", "about June 2014", "about Jun", ""),
    ("2014~", "about 2014", "about 2014", ""),
    ("2014-06-XX~", "about June 2014, day not known", "about Jun", "day not known"),
    ("2014-01-04?", "4 January 2014 (uncertain)", "4 Jan", "uncertain"),
    ("2014-01-04%", "about 4 January 2014 (uncertain)", "about 4 Jan", "uncertain"),
    ("2017-10-16/2017-10-18", "16–18 October 2017", "16 Oct", "to 18 Oct"),
    ("2014-09-30/2014-10-02", "30 September – 2 October 2014", "30 Sept", "to 2 Oct"),
    ("2016-10-17/2017-07-10", "17 October 2016 – 10 July 2017", "17 Oct", "to 10 Jul 2017"),
    ("2014-06/2014-08", "June – August 2014", "Jun", "to Aug"),
    ("2014-06/2016-02", "June 2014 – February 2016", "Jun", "to Feb 2016"),
    ("2014/2016", "2014–2016", "2014", "to 2016"),
    ("2014-21/2015-22", "spring 2014 – summer 2015", "spring", "to summer 2015"),
    ("2014-02-01/2015-02", "1 February 2014 – February 2015", "1 Feb", "to Feb 2015"),
    ("2014-06-10/2014-06-10", "10 June 2014", "10 Jun", ""),
    ("2014-02-01~/2014-03-05", "about 1 February 2014 – 5 March 2014", "about 1 Feb", "to 5 Mar"),
    (
        "2014-01-04?/2014-02-06%",
        "4 January 2014 (uncertain) – about 6 February 2014 (uncertain)",
        "4 Jan (uncertain)",
        "to about 6 Feb (uncertain)",
    ),
    ("2014-08-08/..", "from 8 August 2014, no end known", "from 8 Aug", "no end known"),
    ("2014-08-08/", "from 8 August 2014, end not known", "from 8 Aug", "end not known"),
    ("../2014-07-14", "until 14 July 2014, no start known", "until 14 Jul", "no start known"),
    ("/2014-07-14", "before 14 July 2014, start not known", "before 14 Jul", "start not known"),
    ("/2014-07", "until July 2014, start not known", "until Jul", "start not known"),
    ("/2014", "until 2014, start not known", "until 2014", "start not known"),
    ("2014-08~/..", "from about August 2014, no end known", "from about Aug", "no end known"),
]  # fmt: skip

OTHER_LANGUAGES = [
    ("de", "2017-11-03", "3. November 2017"),
    ("de", "2017-10-16/2017-10-18", "16.–18. Oktober 2017"),
    ("de", "2014-09-30/2014-10-02", "30. September – 2. Oktober 2014"),
    ("de", "2014-06/2014-08", "Juni–August 2014"),
    ("ar", "2017-11-03", "3 نوفمبر 2017"),
    ("ar", "2017-11", "نوفمبر 2017"),
    ("ar", "2017-10-16/2017-10-18", "16–18 أكتوبر 2017"),
    ("ar", "2016-10-17/2017-07-10", "17 أكتوبر 2016 – 10 يوليو 2017"),
    ("ja", "2017-10-16/2017-10-18", "2017年10月16日～18日"),
]

ENGLISH = language("en")


@pytest.mark.parametrize(("text", "words", "line", "second"), DATES)
def test_date_says_what_is_known_and_no_more(text: str, words: str, line: str, second: str) -> None:
    assert ENGLISH.date(text) == words
    assert ENGLISH.short_date(text) == (line, second)


@pytest.mark.parametrize(("code", "text", "words"), OTHER_LANGUAGES)
def test_other_languages_have_their_own_order(code: str, text: str, words: str) -> None:
    assert language(code).date(text) == words


def test_what_is_no_date_has_no_words() -> None:
    with pytest.raises(EdtfError):
        ENGLISH.date("3 November 2017")


def test_parts_of_dates_have_words() -> None:
    assert ENGLISH.month("2017-11") == "November 2017"
    assert ENGLISH.month_name(11) == "November"
    assert ENGLISH.day("2017-11-03") == "3 November 2017"
    assert ENGLISH.day(Day(2017, 11, 3)) == "3 November 2017"
    assert ENGLISH.day_of_year("11-03") == "3 November"
    assert ENGLISH.day_of_year("02-29") == "29 February"


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [
        ("en", "6600000", "6,600,000"),
        ("en", "96.5", "96.5"),
        ("en", "0.12345678901234567890123", "0.12345678901234567890123"),
        ("en", "12345678901234567890123", "12,345,678,901,234,567,890,123"),
        ("en", "-40", "-40"),
        ("de", "6600000.5", "6.600.000,5"),
        ("ar", "6600000", "6,600,000"),
    ],
)
def test_number_loses_no_digit(code: str, text: str, words: str) -> None:
    """A claim is printed as it was made: a float would round it."""
    assert language(code).number(text) == words


def test_countries_and_languages_have_names() -> None:
    assert ENGLISH.country("IQ") == "Iraq"
    assert language("ar").country("IQ") == "العراق"
    assert ENGLISH.language_name("ar") == "Arabic"
    assert ENGLISH.language_name("ar-IQ") == "Arabic"
    assert (ENGLISH.country("XX"), ENGLISH.language_name("qqq")) == ("XX", "qqq")


@pytest.mark.parametrize("code", ["", "xx", "no such", "../en", "en_", "123"])
def test_unknown_language_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="no language"):
        language(code)


def test_translation_puts_the_date_where_its_language_wants_it(tmp_path: Path) -> None:
    catalog = Catalog(locale="de")
    catalog.add("from {date}, no end known", "seit dem {date}, Ende offen")
    catalog.add(("{number} place", "{number} places"), ("{number} Ort", "{number} Orte"))
    file = tmp_path / "de" / "LC_MESSAGES" / "chronicle.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_mo(stream, catalog)
    german = language("de", tmp_path)
    assert german.date("2014-08-08/..") == "seit dem 8. August 2014, Ende offen"
    assert german.ngettext("{number} place", "{number} places", 2) == "{number} Orte"
    assert german.date("2014-08-08/") == "from 8. August 2014, end not known"


class Wordless(NullTranslations):
    """Leaves nothing of a message but its dates."""

    def gettext(self, message: str) -> str:
        return " ".join(re.findall(r"\{\w+\}", message)) or "…"


@pytest.mark.parametrize("text", [row[0] for row in DATES])
def test_every_english_word_can_be_translated(text: str) -> None:
    arabic = Language("ar", Locale("ar"), Wordless())
    assert not re.search("[A-Za-z]", arabic.date(text) + "".join(arabic.short_date(text)))


def _end(days: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(days, st.builds("{}~".format, days), st.sampled_from(["", ".."]))


DAYS = st.dates(Day(1, 1, 1)).map(Day.isoformat)
WHOLE = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))


@pytest.mark.parametrize("code", ["en", "de", "ar"])
@given(text=st.one_of(WHOLE, st.builds("{}/{}".format, _end(WHOLE), _end(WHOLE))))
def test_every_date_has_words_without_thin_spaces(code: str, text: str) -> None:
    words = language(code)
    try:
        parse(text)
    except EdtfError:
        return
    said = words.date(text) + "".join(words.short_date(text))
    assert said
    assert "\N{THIN SPACE}" not in said
    assert "{" not in said


# --- the guide for editors ---------------------------------------------------------


def _rows(heading: str) -> list[list[str]]:
    """Cells of the table of the guide whose first column is headed `heading`."""
    _, _, rest = GUIDE.read_text("utf-8").partition(f"| {heading} |")
    rows = rest.partition("\n\n")[0].splitlines()[2:]
    assert rows, f"the guide has no table of {heading}"
    return [[cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows]


@pytest.mark.parametrize(("known", "written", "seen"), _rows("What you know"))
def test_guide_says_what_readers_see(known: str, written: str, seen: str) -> None:
    assert ENGLISH.date(written) == seen, known


@pytest.mark.parametrize(("wrong", "right", "why"), _rows("Instead of"))
def test_guide_says_what_the_hint_says(wrong: str, right: str, why: str) -> None:
    with pytest.raises(EdtfError) as caught:
        parse(wrong)
    assert f'did you mean "{right}"' in caught.value.hint, why
