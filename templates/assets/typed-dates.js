// A date as one types it ("June 2014", "2017-11", "3 November 2017", "3.11.2017") and the page that it leads to.

import {folded} from "./names.js";

const two = (number) => String(number).padStart(2, "0");

/** {words, address, count, asked}; `asked` where nothing stands on that day and this is the nearest. */
export function pageOfDate(text, {calendar, locale}) {
  const date = dateOf(text, locale);
  if (!date) return null;
  const [year, month, day] = date;
  if (!year) return {words: inWords(date, locale), address: `on-this-day/${two(month)}-${two(day)}/`};
  const time = ([y, m = 1, d = 1]) => Date.UTC(y, m - 1, d);
  const away = ([other]) => Math.abs(time(other) - time(date));
  const [nearest, count] = datesOf(calendar, date.length).reduce((a, b) => (a && away(a) <= away(b) ? a : b), null) ?? [];
  if (!nearest) return null;
  const [y, m, d] = [String(nearest[0]).padStart(4, "0"), ...nearest.slice(1).map(two)];
  return {
    words: inWords(nearest, locale),
    address: `${y}/${m ? `${m}/` : ""}${d ? `#${y}-${m}-${d}` : ""}`,
    count,
    asked: time(nearest) === time(date) ? null : inWords(date, locale),
  };
}

/** All years, months or days on which something stands, in order, each with how many events. */
function datesOf(calendar, parts) {
  return Object.entries(calendar).sort().flatMap(([y, [count, months]]) =>
    parts === 1 ? [[[+y], count]] : Object.entries(months).sort().flatMap(([m, [count, days]]) =>
      parts === 2 ? [[[+y, +m], count]] : days.map((d) => [[+y, +m, d]])));
}

/** [year], [year, month] or [year, month, day]; the year is 0 where none was given. */
export function dateOf(text, locale) {
  const words = folded(text);
  const form = new Intl.DateTimeFormat(locale, {month: "long", timeZone: "UTC"});
  const months = [...Array(12).keys()].map((number) => folded(form.format(Date.UTC(2000, number)))[0]);
  const monthOf = (word) => (/^[^\d]{3}/.test(word) ? months.findIndex((name) => name.startsWith(word)) + 1 : 0);
  const named = words.findIndex(monthOf);
  const numbers = words.filter((_, at) => at !== named);
  if (words.length > 3 || !numbers.length || !numbers.every((word) => /^\d+(st|nd|rd|th)?$/.test(word))) return null;
  const at = numbers.findIndex((word) => /^\d{4}$/.test(word));
  const month = named < 0 ? 0 : monthOf(words[named]);
  const rest = numbers.filter((_, place) => place !== at).map((word) => parseInt(word));
  if (month) return valid([+(numbers[at] ?? 0), month, ...rest]);
  // Day first where the year is last, but for what can be read in one way only
  if (at === 2 && rest[1] <= 12) rest.reverse();
  return at < 0 ? null : valid([+numbers[at], ...rest]);
}

function valid(date) {
  const [year, month = 1, day = 1] = date;
  const real = new Date(Date.UTC(year || 2000, month - 1, day));
  const isReal = real.getUTCMonth() === month - 1 && real.getUTCDate() === day;
  return isReal && (year || date.length === 3) ? date : null;
}

function inWords([year, month, day], locale) {
  if (!month) return String(year);
  const form = {month: "long", timeZone: "UTC", numberingSystem: "latn"};
  if (year) form.year = "numeric";
  if (day) form.day = "numeric";
  return new Intl.DateTimeFormat(locale, form).format(Date.UTC(year || 2000, month - 1, day ?? 1));
}
