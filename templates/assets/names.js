// Names and titles, found as one types. Knows /search/names.json, which chronicle/pages/search_names.py makes.

const ARTICLES = new Set("ad adh al an ar as ash at ath az ed el en er es esh ez ul".split(" "));
const ALIKE = {ß: "ss", æ: "ae", œ: "oe", þ: "th"};
[..."ıøłđðħٱىیێېةەۀھکگۆۇڕڵپچژڤ"].forEach((from, at) => (ALIKE[from] = "iolddhاييييههههككوورلبجزف"[at]));
const SILENT = /[ءـ'`´’‘ʼʹʻʿʾ\u200b-\u200f]/gu;

const tidied = (word) =>
  word.replace(/(\p{L})\1+/gu, "$1").replace(/^ال(?=...)/u, "").replace(/^(..+)ah$/, "$1a");

/** The words of a text in small letters without marks, spellings of the same sound made alike. */
export function folded(text) {
  const letters = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/[^\x00-\x7f]/gu, (letter) => ALIKE[letter] ?? letter)
    .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt() & 15);
  return (letters.replace(SILENT, "").match(/[\p{L}\p{N}]+/gu) ?? []).map(tidied);
}

/** How many letters must change, come, go or change places; only as far as `most`. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let above, before, row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    [before, above, row] = [above, row, [i]];
    for (let j = 1; j <= other.length; j++) {
      const differs = one[i - 1] !== other[j - 1];
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + differs);
      if (differs && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return row[other.length];
}

/** What a name or title is found by: its words, each with the article before it, and (of a name) all as one word. */
function* searchWords(text, isName) {
  const all = folded(text);
  const words = bare(all);
  yield* words;
  for (let at = 1; at < all.length; at++) if (ARTICLES.has(all[at - 1])) yield tidied(all[at - 1] + all[at]);
  if (isName) yield* [tidied(all.join("")), tidied(words.join(""))];
}

function bare(words) {
  const kept = words.filter((word) => !ARTICLES.has(word));
  return kept.length ? kept : words;
}

/** The file of names with its words: each once, and in each row the numbers of its own at the end. */
export async function namesAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const names = await answer.json();
  const numbers = new Map();
  const number = (word) => numbers.get(word) ?? (numbers.set(word, numbers.size), numbers.size - 1);
  for (const [group, rows] of Object.entries(names.groups)) {
    const isName = /places|actors|operations/.test(group);
    for (const row of rows) {
      const [, name, , , also = "", slugs = ""] = row;
      const spellings = isName ? [name, ...also.split(" · "), ...slugs.split(" · ")] : [name];
      row.words = new Set(spellings.flatMap((it) => [...searchWords(it, isName)]).map(number));
    }
  }
  return Object.assign(names, {words: [...numbers.keys()]});
}

/** A score for each word that may be meant: the same, one that begins so, one nearly spelt so. */
function meant(typed, words, tolerant) {
  const scores = new Map();
  const most = tolerant && !/\d/.test(typed) ? Math.min(typed.length >> 2, 2) : 0;
  words.forEach((word, at) => {
    if (word.startsWith(typed)) scores.set(at, word === typed ? 8 : 4 + (2 * typed.length) / word.length);
    else if (most) {
      const begun = 0.5 + distance(typed, word.slice(0, typed.length), most);
      const off = Math.min(distance(typed, word, most), begun);
      if (off <= most) scores.set(at, 3 - off);
    }
  });
  return scores;
}

/** The rows in which at least so many of the words are found, the best first. */
function matching(rows, meanings, least) {
  const found = [];
  for (const row of rows) {
    let score = 0, hits = 0;
    for (const scores of meanings) {
      let best = 0;
      for (const word of row.words) best = Math.max(best, scores.get(word) ?? 0);
      score += best;
      hits += best > 0;
    }
    if (hits >= least) found.push([score + 9 * hits - row[1].split(" ").length / 9, row]);
  }
  return found.sort((a, b) => b[0] - a[0] || b[1][3] - a[1][3]).map(([, row]) => row);
}

/** The rows of each group, and whether they are only near to what was typed: not where that must be `exact`. */
export function find(names, text, exact) {
  const all = folded(text);
  const words = bare(all);
  const asked = words.length > 1 ? [words, [tidied(all.join(""))], [tidied(words.join(""))]] : [words];
  for (const [near, least] of [[false, words.length], [true, words.length], [true, words.length >> 1 || 1]]) {
    if (near && exact) break;
    const groups = {};
    for (const some of words.length ? asked : []) {
      const meanings = some.map((word) => meant(word, names.words, near));
      for (const [name, rows] of Object.entries(names.groups)) {
        const found = matching(rows, meanings, Math.min(least, some.length));
        if (found.length) groups[name] = [...new Set([...(groups[name] ?? []), ...found])];
      }
    }
    if (Object.keys(groups).length) return {groups, near};
  }
  return {groups: {}, near: false};
}
