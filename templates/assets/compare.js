/** Any two days side by side. The page is whole without this; where its data cannot be had, it stays as it was built. */
import { Control, Marks } from "./control-on-day.js";
import { dateWords, dayOf, link, numberOf, say } from "./words.js";

const page = document.querySelector(".compared");
const { first, last, min, max } = page.dataset;
const root = new URL(page.dataset.root, location.href).href;
const find = (selector) => page.querySelector(selector);
const sides = ["first", "second"].map((name) => {
  const side = find(`.${name}-day`);
  return { map: side.querySelector(".map"), date: side.querySelector(".date"), input: side.querySelector("input") };
});
let control, figures;
let shown = [];

/** A day that makes sense, else the one that the page was built with. */
function known(day, otherwise) {
  const number = numberOf(day ?? "");
  return Number.isNaN(number) ? otherwise : dayOf(Math.min(Math.max(number, numberOf(min)), numberOf(max)));
}

function asked() {
  const query = new URLSearchParams(location.search);
  return [known(query.get("from"), first), known(query.get("to"), last)].sort();
}

function show(days) {
  shown = days;
  sides.forEach(({ marks, date, input }, number) => {
    marks.draw(days[number]);
    input.value = days[number];
    date.textContent = dateWords(days[number]);
  });
  const places = Object.keys(control.places).map((place) => ({ place, spans: days.map((day) => control.spanOn(place, day)) }));
  const changed = places.filter(({ spans: [before, after] }) => holders(before).join() !== holders(after).join()).sort(inOrder);
  const moved = changed.filter(changedHands);
  fill(find(".moved"), moved.map(movedItem));
  fill(find(".unclear"), changed.filter((it) => !changedHands(it)).map(movedItem));
  document.querySelector(".compare-lead").replaceChildren(
    say(moved.length ? "summary" : "summary-none", { moved: moved.length, first: dateWords(days[0]), last: dateWords(days[1]) }),
  );
  find(".counts tbody").replaceChildren(...counts(places));
  drawFigures();
}

const holders = (span) => span?.holders ?? [];

/** Whoever held it on the first day, it was another on the second. */
function changedHands({ spans: [before, after] }) {
  if (!before || !after || [before.form, after.form].includes("perhaps")) return false;
  return !before.holders.some((holder) => after.holders.includes(holder));
}

/** By who held them in the end, then in the beginning, then by name; what is not known comes last. */
function inOrder(one, other) {
  const key = ({ place, spans: [before, after] }) => [holders(after)[0] ?? "~", holders(before)[0] ?? "~", control.places[place].name];
  const [a, b] = [key(one), key(other)];
  const at = a.findIndex((part, number) => part !== b[number]);
  return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
}

function fill(list, items) {
  list.replaceChildren(...(items.length ? items : [element("li", say("none"))]));
}

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function swatch(span) {
  const name = span ? `${control.actors[span.holders[0]].colour} ${span.state}` : "unknown";
  const stored = document.querySelector(".swatches").content;
  return stored.querySelector(`[data-swatch="${name}"] svg`).cloneNode(true);
}

function movedItem({ place, spans: [before, after] }) {
  const words = say("moved", {
    place: link(root, `/places/${place}/`, control.places[place].name),
    before: control.words(before),
    day: dateWords(shown[1]),
    after: control.words(after),
  });
  const made = element("li", swatch(after), " ", element("p", words));
  made.className = "change";
  return made;
}

function counts(places) {
  const held = [0, 1].map((number) => {
    const found = new Map();
    for (const { spans } of places) {
      const holder = spans[number]?.holder;
      if (holder) found.set(holder, (found.get(holder) ?? 0) + 1);
    }
    return (holder) => found.get(holder) ?? 0;
  });
  const most = (holder) => Math.max(held[0](holder), held[1](holder));
  const holders = Object.keys(control.actors).filter(most);
  holders.sort((a, b) => most(b) - most(a) || (a < b ? -1 : 1));
  return holders.map((holder) => {
    const name = element("th", swatch({ holders: [holder], state: "held" }), " ", control.actorLink(holder));
    name.scope = "row";
    const numbers = held.map((of) => element("td", of(holder)));
    for (const it of numbers) it.className = "number";
    return element("tr", name, ...numbers);
  });
}

// --- figures: the page that lists them all has the sentences -----------------------

async function load() {
  const address = `${root}compare/figures/`;
  const text = await fetch(address).then((answer) => answer.text());
  const parsed = new DOMParser().parseFromString(text, "text/html");
  for (const it of parsed.querySelectorAll("[data-counted] a")) it.href = new URL(it.getAttribute("href"), address).href;
  return [...parsed.querySelectorAll("[data-counted]")].map((section) => ({
    title: section.querySelector("h2"),
    claims: [...section.querySelectorAll("[data-day]")],
  }));
}

/** The claims for the latest day up to this one. */
function latest(claims, day) {
  const then = claims.filter((claim) => claim.dataset.day <= day);
  const newest = then.map((claim) => claim.dataset.day).sort().at(-1);
  return then.filter((claim) => claim.dataset.day === newest);
}

async function drawFigures() {
  const days = shown;
  if (days[0] === first && days[1] === last && !figures) return;
  figures ??= load();
  const all = await figures;
  if (shown !== days) return;
  const rows = all.flatMap(({ title, claims }) => {
    const [before, after] = days.map((day) => latest(claims, day));
    const isSame = before.length === after.length && before.every((claim, number) => claim === after[number]);
    return isSame ? [] : [figureRow(title, [before, after])];
  });
  find(".figures-by").replaceChildren(...(rows.length ? rows : [element("p", say("no-difference"))]));
}

function figureRow(title, claims) {
  const halves = element("div", ...claims.map((side, number) => {
    const head = element("p", say("by-day", { day: dateWords(shown[number]) }));
    head.className = "small-head";
    const items = side.length ? side.map((claim) => claim.cloneNode(true)) : [element("li", say("no-figure"))];
    const list = element("ul", ...items);
    list.className = "claims";
    return element("div", head, list);
  }));
  halves.className = "halves";
  return element("section", element("h3", ...title.cloneNode(true).childNodes), halves);
}

// --- beginning -----------------------------------------------------------------

function choose() {
  const days = sides.map(({ input }, number) => known(input.value, shown[number])).sort();
  if (days.join() === shown.join()) return;
  show(days);
  history.pushState(null, "", `${location.pathname}?${new URLSearchParams({ from: days[0], to: days[1] })}`);
  find("[role=status]").textContent = document.querySelector(".compare-lead").textContent;
}

async function begin() {
  try {
    control = await Control.load(root);
  } catch {
    return;
  }
  for (const side of sides) {
    side.marks = new Marks(side.map, control);
    Object.assign(side.input, { min, max });
    side.input.addEventListener("change", choose);
    side.input.hidden = false;
  }
  addEventListener("popstate", () => show(asked()));
  show(asked());
}

begin();
