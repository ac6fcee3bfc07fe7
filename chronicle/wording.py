"""Words for readers: dates, months and numbers in a language, never saying more than is known.

Forms of dates and numbers come from CLDR through Babel, every other word from
gettext as a whole phrase, so that a translation may put the date where its
language wants it. Digits are 0 to 9 in every language, as in CLDR's Arabic.
"""

from __future__ import annotations

import gettext as translations
from datetime import date as Day  # noqa: N812 - beside our own Date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from chronicle.edtf import Date, parse

DOMAIN = "chronicle"
TRANSLATIONS = Path(__file__).parents[1] / "templates" / "locale"
"""``<language>/LC_MESSAGES/chronicle.mo``."""

_LOCALES = {"en": "en_GB"}
"""Where the bare language would bring another country's order: CLDR's English puts the month first."""


def language(code: str, folder: Path = TRANSLATIONS) -> Language:
    """The language of a code such as ``en`` or ``ar-IQ``; what is not translated stays English.

    Raises ValueError where there is no such language.
    """
    for name in (code.replace("-", "_"), code.split("-")[0]):
        path = folder / name / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.is_file():
            return _language(code, path, path.stat().st_mtime_ns)
    return _language(code, None, 0)


@lru_cache(maxsize=16)
def _language(code: str, path: Path | None, time: int) -> Language:  # noqa: ARG001  # a file may change
    try:
        locale = Locale.parse(_LOCALES.get(code, code).replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        raise ValueError(f'no language "{code}"') from None
    if path is None:
        return Language(code, locale, translations.NullTranslations())
    with path.open("rb") as file:  # `gettext.translation` never looks at a file twice
        return Language(code, locale, translations.GNUTranslations(file))


class Language:
    """The words of one language. Dates are given as EDTF text; a text that is none raises `EdtfError`."""

    def __init__(self, code: str, locale: Locale, words: translations.NullTranslations) -> None:
        self.code = code
        self.locale = locale
        self.gettext = words.gettext
        self.ngettext = words.ngettext
        self._dates: dict[str, str] = {}
        self._short_dates: dict[str, tuple[str, str]] = {}
        self._numbers: dict[str, str] = {}
        self._days_of_year: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        self._languages: dict[str, str] = {}

    def date(self, text: str) -> str:
        """``about 26 October 2017``, ``16–18 October 2017``, ``from 8 August 2014, no end known``."""
        words = self._dates.get(text)
        if words is None:
            date = parse(text)
            words = self._dates[text] = self._interval(date) if date.is_interval else self._whole(date)
        return words

    def short_date(self, text: str) -> tuple[str, str]:
        """For a list under headings of years: the column's line, and a second below it or "".

        ``("16 Oct", "to 18 Oct")``, ``("Nov", "day not known")``. The year in the
        heading is that of the earliest day, else of the latest.
        """
        words = self._short_dates.get(text)
        if words is None:
            date = parse(text)
            short = self._short_interval(date) if date.is_interval else self._short(date)
            words = self._short_dates[text] = short
        return words

    def day(self, day: str | Day) -> str:
        """``3 November 2017`` of ``2017-11-03``."""
        return self.date(day if isinstance(day, str) else day.isoformat())

    def month(self, text: str) -> str:
        """``November 2017`` of ``2017-11``."""
        return self.date(text)

    def month_name(self, month: int) -> str:
        """``November`` of 11, as it stands alone."""
        return str(self.locale.months["stand-alone"]["wide"][month])

    def day_of_year(self, text: str) -> str:
        """``3 November`` of ``11-03``."""
        leap_year = 2000
        words = self._days_of_year.get(text)
        if words is None:
            words = self._skeleton("MMMMd", Day.fromisoformat(f"{leap_year}-{text}"))
            self._days_of_year[text] = words
        return words

    def number(self, text: str) -> str:
        """``6,600,000`` of ``6600000``: decimal text, of which no digit is lost."""
        words = self._numbers.get(text)
        if words is None:
            words = str(format_decimal(Decimal(text), locale=self.locale, decimal_quantization=False))
            self._numbers[text] = words
        return words

    def country(self, code: str) -> str:
        """``Iraq`` of ``IQ``; the code itself where the language has no name for it."""
        name = self._countries.get(code)
        if name is None:
            name = self._countries[code] = str(self.locale.territories.get(code, code))
        return name

    def language_name(self, code: str) -> str:
        """``Arabic`` of ``ar``; of ``ar-IQ`` too, where it has no name of its own."""
        name = self._languages.get(code)
        if name is None:
            names = self.locale.languages
            name = str(names.get(code.replace("-", "_")) or names.get(code.partition("-")[0], code))
            self._languages[code] = name
        return name

    # --- whole dates ----------------------------------------------------------

    def _whole(self, date: Date) -> str:
        """A date that is no interval, with all that is known of it."""
        words = self._plain(date)
        if date.unspecified == "day":
            words = self.gettext("{date}, day not known").format(date=words)
        elif date.unspecified == "month":
            words = self.gettext("{date}, month not known").format(date=words)
        elif date.unspecified == "month and day":
            words = self.gettext("{date}, month and day not known").format(date=words)
        return self._qualified(date, words)

    def _qualified(self, date: Date, words: str) -> str:
        if date.approximate and date.uncertain:
            return self.gettext("about {date} (uncertain)").format(date=words)
        if date.approximate:
            return self.gettext("about {date}").format(date=words)
        if date.uncertain:
            return self.gettext("{date} (uncertain)").format(date=words)
        return words

    def _plain(self, date: Date) -> str:
        first, last = _bounds(date)
        if date.precision == "day":
            return self._pattern("long", first)
        if date.precision == "month":
            return self._skeleton("yMMMM", first)
        if date.precision == "season":
            return self._season(first)
        if date.precision == "decade":
            return self.gettext("the {year}s").format(year=first.year)
        if date.precision == "century":
            return self.gettext("between {first} and {last}").format(first=first.year, last=last.year)
        return self._skeleton("y", first)

    def _season(self, first: Day) -> str:
        if first.month == 3:
            return self.gettext("spring {year}").format(year=first.year)
        if first.month == 6:
            return self.gettext("summer {year}").format(year=first.year)
        if first.month == 9:
            return self.gettext("autumn {year}").format(year=first.year)
        following = first.year + 1
        years = f"{first.year}–{following % 100:02}" if following % 100 else f"{first.year}–{following}"
        return self.gettext("winter {years}").format(years=years)

    def _interval(self, date: Date) -> str:
        """From when to when; each end with its own marks, what both ends share said once."""
        start, end = date.start, date.end
        if start is None or end is None:
            return self._half_interval(date)
        if start.text == end.text:
            return self._whole(start)
        together = None if date.approximate or date.uncertain else self._together(start, end)
        return together or self._range(self._whole(start), self._whole(end))

    def _half_interval(self, date: Date) -> str:
        if date.has_open_end:
            message = self.gettext("from {date}, no end known")
        elif date.has_unknown_end:
            message = self.gettext("from {date}, end not known")
        elif date.has_open_start:
            message = self.gettext("until {date}, no start known")
        elif _ends_on_a_day(date):
            message = self.gettext("before {date}, start not known")
        else:
            message = self.gettext("until {date}, start not known")
        return message.format(date=self._whole(_known_end(date)))

    def _together(self, start: Date, end: Date) -> str | None:
        """Two days, months or years as the language puts them together; None where it has no way."""
        first, last = _bounds(start)[0], _bounds(end)[0]
        skeleton = {"day": "yMMMd", "month": "yMMMM", "year": "y"}.get(start.precision, "")
        differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        forms = self.locale.interval_formats.get(skeleton, {})
        if start.precision != end.precision or differs not in forms:
            return None
        before, after = (_with_long_month(form) for form in forms[differs])
        return _without_thin_spaces(self._pattern(before, first) + self._pattern(after, last))

    def _range(self, start: str, end: str) -> str:
        form = str(self.locale.interval_formats[None])
        return _without_thin_spaces(form.format(start, end))

    # --- short dates ----------------------------------------------------------

    def _short(self, date: Date) -> tuple[str, str]:
        first, last = _bounds(date)
        words = self._brief(date, first.year)
        line = self.gettext("about {date}").format(date=words) if date.approximate else words
        if date.uncertain:
            return line, self.gettext("uncertain")
        if first.year != last.year and date.precision == "season":
            return line, self._to(self._skeleton("yMMM", last))
        if date.approximate and not date.unspecified:
            return line, ""
        if date.precision == "month":
            return line, self.gettext("day not known")
        if date.precision == "year":
            return line, self.gettext("month not known")
        return line, ""

    def _short_interval(self, date: Date) -> tuple[str, str]:
        start, end = date.start, date.end
        if start is None or end is None:
            return self._short_half_interval(date)
        if start.text == end.text:
            return self._short(start)
        year = _bounds(start)[0].year
        first, last = (self._qualified(known, self._brief(known, year)) for known in (start, end))
        return first, self._to(last)

    def _short_half_interval(self, date: Date) -> tuple[str, str]:
        known = _known_end(date)
        words = self._qualified(known, self._brief(known, _bounds(known)[0].year))
        if date.has_open_end:
            return self.gettext("from {date}").format(date=words), self.gettext("no end known")
        if date.has_unknown_end:
            return self.gettext("from {date}").format(date=words), self.gettext("end not known")
        if date.has_open_start:
            return self.gettext("until {date}").format(date=words), self.gettext("no start known")
        message = self.gettext("before {date}") if _ends_on_a_day(date) else self.gettext("until {date}")
        return message.format(date=words), self.gettext("start not known")

    def _brief(self, date: Date, year: int) -> str:
        """Without its year, where that is `year`, and without its marks."""
        first = _bounds(date)[0]
        same = first.year == year
        if date.precision == "day":
            return self._skeleton("MMMd" if same else "yMMMd", first)
        if date.precision == "month":
            return self._skeleton("MMM" if same else "yMMM", first)
        if date.precision == "season" and same:
            return self._season_name(first)
        return self._plain(date)

    def _season_name(self, first: Day) -> str:
        names = {3: self.gettext("spring"), 6: self.gettext("summer"), 9: self.gettext("autumn")}
        return names.get(first.month) or self.gettext("winter")

    def _to(self, words: str) -> str:
        return self.gettext("to {date}").format(date=words)

    # --- Babel ----------------------------------------------------------------

    def _pattern(self, pattern: str, day: Day) -> str:
        return str(format_date(day, pattern, locale=self.locale))

    def _skeleton(self, skeleton: str, day: Day) -> str:
        return str(format_skeleton(skeleton, day, locale=self.locale))


def _bounds(date: Date) -> tuple[Day, Day]:
    """The days of a date that is no half-known interval."""
    assert date.earliest is not None, "only intervals have ends that are not known"
    assert date.latest is not None, "only intervals have ends that are not known"
    return date.earliest, date.latest


def _known_end(date: Date) -> Date:
    known = date.start or date.end
    assert known is not None, "an interval has at least one end"
    return known


def _ends_on_a_day(date: Date) -> bool:
    """Whether "before" is true of its end: what ended in 2014 was not over before 2014."""
    return date.end is not None and date.end.precision == "day"


def _with_long_month(pattern: str) -> str:
    """CLDR has patterns of intervals of days with short names of months only."""
    return pattern if "MMMM" in pattern else pattern.replace("MMM", "MMMM")


def _without_thin_spaces(words: str) -> str:
    return words.replace("\N{THIN SPACE}", " ")
