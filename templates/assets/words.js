/** Words stand in the page, as <template data-say="name">held by {holder}</template>; here they are filled in. */

const texts = new Map();
for (const it of document.querySelectorAll("template[data-say]")) texts.set(it.dataset.say, it.content.textContent);

/** A phrase, with nodes or texts in place of its {parts}. */
export function say(name, parts = {}) {
  const made = document.createDocumentFragment();
  const pieces = (texts.get(name) ?? "").split(/\{(\w+)\}/);
  pieces.forEach((piece, number) => made.append(number % 2 ? parts[piece] ?? "" : piece));
  return made;
}

/** A link of the site; `root` is the way to its first page. */
export function link(root, address, words) {
  const made = document.createElement("a");
  made.href = root + address.slice(1);
  made.append(unbroken(words));
  return made;
}

/** Names in which no line ends: those with a particle before a hyphen. */
export function unbroken(words) {
  const made = document.createDocumentFragment();
  words.split(/\b([A-Za-z]{2,4}-(?=[A-Z])\w+)/).forEach((piece, number) => {
    const span = document.createElement("span");
    span.className = "unbroken";
    span.textContent = piece;
    made.append(number % 2 ? span : piece);
  });
  return made;
}

/** Things with the same words between them. */
export function joined(things, between) {
  const made = document.createDocumentFragment();
  things.forEach((thing, number) => made.append(...(number ? [say(between), thing] : [thing])));
  return made;
}

const [days, months] = ["days", "months"].map((name) => (texts.get(name) ?? "").split("|"));

/** 2017-11-03 in words, or 2017-11; other dates where the page has words for them. */
export function dateWords(date) {
  if (texts.has(date)) return texts.get(date);
  const [year, month, day] = date.split("-");
  const words = (day ? days : months)[month - 1].replace("2001", year);
  return day ? words.replace("22", Number(day)) : words;
}

/** Days as numbers, one more each day. */
export const numberOf = (day) => Date.parse(day) / 864e5;
export const dayOf = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
