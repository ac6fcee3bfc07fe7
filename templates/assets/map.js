/** The map on any day. The page is whole without this; where its data cannot be had, it stays as it was built. */
import { Control, Marks } from "./control-on-day.js";
import { dateWords, dayOf, link, numberOf, say, unbroken } from "./words.js";
import { Zoom } from "./zoom.js";

const NEAR = 24;
const PAUSE = 600;
const page = document.querySelector(".map-of-days");
const { root: way, day: built, first, last, years } = page.dataset;
const root = new URL(way, location.href).href;
const find = (selector) => page.querySelector(selector);
const map = find(".map");
const [slider, dateLine, answer, status, list] = [
  ".day-line input", ".day-bar .date", ".map-answer", "[role=status]", ".holders",
].map(find);
const month = { section: find(".of-the-month"), years: new Map() };
const tools = Object.fromEntries([...page.querySelectorAll("[data-tool]")].map((it) => [it.dataset.tool, it]));
let control, marks, zoom, timer;
let shown = {};

/** What the address says: a day and a place, as far as they make sense. */
function asked() {
  const query = new URLSearchParams(location.search);
  const number = numberOf(query.get("day") ?? built);
  const day = Number.isNaN(number) ? built : dayOf(Math.min(Math.max(number, numberOf(first)), numberOf(last)));
  const place = query.get("place");
  return { day, place: control.places[place] ? place : null };
}

function addressOf({ day, place }) {
  const query = new URLSearchParams({ day, ...(place && { place }) });
  return `${location.pathname}?${query}`;
}

/** Shows a day and a place; nothing that is shown already is made again. */
function show({ day, place }) {
  if (day !== shown.day) {
    marks.draw(day);
    drawList(day);
    dateLine.textContent = dateWords(day);
    slider.value = numberOf(day);
    slider.setAttribute("aria-valuetext", dateWords(day));
    document.querySelector(".map-lead").replaceChildren(summary(day));
    for (const it of page.querySelectorAll(".of-this-day")) it.hidden = day !== built;
    enable(tools["change-before"], day > control.changes[0]);
    enable(tools["change-after"], day < control.changes.at(-1));
    enable(tools["day-before"], day > first);
    enable(tools["day-after"], day < last);
  }
  if (place !== shown.place) drawChosen(place);
  if (day !== shown.day || place !== shown.place) drawAnswer(day, place);
  shown = { day, place };
  drawMonth(day);
}

/** A button at the end of its way keeps the focus, so it is not disabled outright. */
const enable = (button, can) => button.setAttribute("aria-disabled", !can);

function summary(day) {
  const count = control.focus ? control.count(day) : 0;
  return say(count ? "summary" : "summary-none", { day: dateWords(day), count });
}

// --- the address ---------------------------------------------------------------

let before = null;

/** While something moves the address goes along; when it rests, that is one step of the history. */
function slide(day) {
  before ??= location.href;
  show({ ...shown, day });
  history.replaceState(null, "", addressOf(shown));
}

function rest() {
  if (before === null) return;
  const after = location.href;
  history.replaceState(null, "", before);
  if (after !== before) history.pushState(null, "", after);
  before = null;
  tell();
}

/** Goes to a day or a place as one step. */
function go(change) {
  stop();
  const next = { ...shown, ...change };
  if (next.day === shown.day && next.place === shown.place) return;
  show(next);
  history.pushState(null, "", addressOf(next));
  tell();
}

/** Says once what is to be seen, for those who hear the page. */
const tell = () => status.replaceChildren(shown.place ? answer.firstElementChild.textContent : summary(shown.day));

// --- days ----------------------------------------------------------------------

const changeAfter = (day) => control.changes.find((other) => other > day);
const changeBefore = (day) => control.changes.findLast((other) => other < day);
const dayBeside = (day, number) => {
  const next = dayOf(numberOf(day) + number);
  return next < first || next > last ? undefined : next;
};

/** The same day of another month, or its last one. */
function monthBeside(day, number) {
  const to = new Date(`${day.slice(0, 7)}-01`);
  to.setUTCMonth(to.getUTCMonth() + number + 1, 0);
  to.setUTCDate(Math.min(to.getUTCDate(), Number(day.slice(8))));
  const next = to.toISOString().slice(0, 10);
  return next < first ? first : next > last ? last : next;
}

function goTo(day) {
  if (day) go({ day });
}

function play() {
  toggle(true);
  if (!changeAfter(shown.day)) slide(first);
  timer = setInterval(() => {
    const day = changeAfter(shown.day);
    if (day) slide(day);
    if (!changeAfter(shown.day)) stop();
  }, PAUSE);
}

function stop() {
  if (timer === undefined) return;
  clearInterval(timer);
  timer = undefined;
  toggle(false);
  rest();
}

function toggle(isPlaying) {
  const hadFocus = [tools.play, tools.pause].includes(document.activeElement);
  tools.play.hidden = isPlaying;
  tools.pause.hidden = !isPlaying;
  if (hadFocus) (isPlaying ? tools.pause : tools.play).focus();
}

// --- the list ------------------------------------------------------------------

const stored = (name) => document.querySelector(".swatches").content.querySelector(`[data-swatch="${name}"] svg`).cloneNode(true);

function drawList(day) {
  const focused = list.contains(document.activeElement) && document.activeElement.dataset.place;
  const { held, uncertain, unknown } = control.on(day);
  list.replaceChildren(
    ...held.map(({ holder, places }) => {
      const actor = control.actorLink(holder);
      return row(control.actors[holder].colour ?? "unknown", actor, places, day, ({ span }) => say(`status-${span.state}`));
    }),
    ...(uncertain.length ? [row("uncertain", say("uncertain"), uncertain, day, maybe)] : []),
    ...(unknown.length ? [row("unknown", say("unknown"), unknown, day, () => "")] : []),
  );
  if (focused) list.querySelector(`[data-place="${focused}"]`)?.focus();
}

const maybe = ({ span }) => ` (${span.holders.map((holder) => control.actors[holder].code).join(say("comma").textContent)})`;

function row(colour, title, places, day, after) {
  const [item, holder, towns, count] = ["li", "p", "p", "span"].map((name) => document.createElement(name));
  holder.className = "holder";
  towns.className = "towns";
  count.className = "count";
  count.textContent = places.length;
  holder.append(stored(colour), " ", title, " ", count);
  places.forEach((it, number) => {
    const chosen = document.createElement("a");
    chosen.href = addressOf({ day, place: it.place });
    chosen.dataset.place = it.place;
    chosen.append(unbroken(control.places[it.place].name));
    towns.append(...(number ? [say("comma")] : []), chosen, after(it));
  });
  item.append(holder, towns);
  return item;
}

// --- the place that is chosen ----------------------------------------------------

function drawChosen(place) {
  map.querySelector(".chosen")?.remove();
  const town = marks.towns.get(place)?.town;
  if (!town) return;
  const ring = town.cloneNode(false);
  ring.setAttribute("class", "chosen");
  delete ring.dataset.place;
  ring.append(...marks.piece("chosen"));
  map.querySelector(".marks").append(ring);
}

/** Where a place lies, as parts of the map. */
function spotOf(place) {
  const town = marks.towns.get(place)?.town;
  return town && ["x", "y"].map((name) => parseFloat(town.getAttribute(name)) / 100);
}

function drawAnswer(day, place) {
  const words = document.createElement("p");
  const evidence = document.createElement("p");
  evidence.className = "small";
  if (place) {
    const span = control.spanOn(place, day);
    const name = link(root, `/places/${place}/`, control.places[place].name);
    words.append(say("answer", { place: name, words: control.words(span) }));
    evidence.append(control.evidence(span));
  } else {
    words.append(say("hint"));
  }
  answer.replaceChildren(words, evidence);
}

/** The mark nearest to a tap, if there is one within reach; else nothing is chosen. */
function tapped({ clientX, clientY }) {
  let [nearest, distance] = [null, NEAR];
  const box = map.querySelector(".map-sheet").getBoundingClientRect();
  for (const [place, { town }] of marks.towns) {
    const at = (name, length) => (parseFloat(town.getAttribute(name)) * length) / 100;
    const away = Math.hypot(box.left + at("x", box.width) - clientX, box.top + at("y", box.height) - clientY);
    if (away <= distance && control.places[place]) [nearest, distance] = [place, away];
  }
  go({ place: nearest });
}

// --- what happened in the month ----------------------------------------------------

async function eventsOf(year) {
  if (!years.split(" ").includes(year)) return { spots: {}, events: [] };
  if (!month.years.has(year)) {
    const none = () => (month.years.delete(year), { spots: {}, events: [] });
    month.years.set(year, fetch(`${root}map/events/${year}.json`).then((it) => it.json()).catch(none));
  }
  return month.years.get(year);
}

async function drawMonth(day) {
  const name = day.slice(0, 7);
  if (month.name === name) return;
  month.name = name;
  const { spots, events } = await eventsOf(day.slice(0, 4));
  if (month.name !== name) return;
  const found = events.filter((event) => event.first.startsWith(name));
  for (const it of map.querySelectorAll(".diamond, .spot")) it.remove();
  for (const [place, event] of weightiest(found)) drawDiamond(place, spots[place], event);
  const [title, items, more] = ["h2", "ul", "p a"].map((it) => month.section.querySelector(it));
  title.replaceChildren(say("of-the-month", { month: dateWords(name) }));
  items.replaceChildren(...found.map(eventItem));
  more.href = `${root}${name.replace("-", "/")}/`;
  more.replaceChildren(say("whole-month", { month: dateWords(name) }));
  month.section.hidden = !found.length;
}

/** Place to the event that stands for all of the month there. */
function weightiest(events) {
  const found = new Map();
  for (const event of [...events].sort((a, b) => a.importance - b.importance)) {
    for (const place of event.places) found.set(place, event);
  }
  return found;
}

function drawDiamond(place, spot, event) {
  const { town, names = [] } = marks.towns.get(place) ?? {};
  if (town) {
    const pieces = marks.piece(`event ${event.certainty}`);
    const isInWay = names.some((name) => name.getClientRects().length && name.getAttribute("dx") > 0);
    if (isInWay) pieces[0].setAttribute("transform", "translate(-9-9)");
    town.append(...pieces);
  } else if (spot) {
    const made = document.createElementNS(map.querySelector("svg").namespaceURI, "svg");
    const title = document.createElementNS(made.namespaceURI, "title");
    made.setAttribute("x", `${spot.x}%`);
    made.setAttribute("y", `${spot.y}%`);
    made.setAttribute("class", "town spot");
    title.textContent = spot.name;
    made.append(title, ...marks.piece(`event-alone ${event.certainty}`));
    map.querySelector(".marks").append(made);
  }
}

function eventItem({ event, title, first: start, last: end, exact }) {
  const item = document.createElement("li");
  if (exact) {
    const when = document.createElement("span");
    when.className = "small date";
    when.textContent = [start, end].filter(Boolean).map(dateWords).join(" – ");
    item.append(when, document.createElement("br"));
  }
  item.append(link(root, `/events/${event}/`, title));
  return item;
}

// --- beginning -----------------------------------------------------------------

function scaled(scale) {
  const width = map.clientWidth * scale;
  const names = scale === 1 ? "" : width < 690 ? "phone" : width < 2250 ? "desk" : "close";
  if (names !== map.dataset.names) {
    map.dataset.names = names;
    month.name = null;
    if (shown.day) drawMonth(shown.day);
  }
  tools.farther.setAttribute("aria-disabled", scale === 1);
  tools.whole.setAttribute("aria-disabled", scale === 1);
  tools.closer.setAttribute("aria-disabled", scale === 8);
}

function listen() {
  const doing = {
    "day-before": () => goTo(dayBeside(shown.day, -1)),
    "day-after": () => goTo(dayBeside(shown.day, 1)),
    "change-before": () => goTo(changeBefore(shown.day)),
    "change-after": () => goTo(changeAfter(shown.day)),
    closer: () => zoom.closer(spotOf(shown.place)),
    farther: () => zoom.farther(),
    whole: () => zoom.whole(),
    play,
    pause: stop,
  };
  for (const [name, button] of Object.entries(tools)) button.addEventListener("click", doing[name]);
  slider.addEventListener("input", () => {
    clearInterval(timer);
    slide(dayOf(Number(slider.value)));
  });
  slider.addEventListener("change", () => (timer === undefined ? rest() : stop()));
  slider.addEventListener("keydown", (event) => {
    const number = { PageUp: 1, PageDown: -1 }[event.key];
    if (!number) return;
    event.preventDefault();
    goTo(monthBeside(shown.day, number));
  });
  list.addEventListener("click", (event) => {
    const place = event.target.closest("a")?.dataset.place;
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ place });
    const box = answer.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) answer.focus();
  });
  addEventListener("popstate", () => {
    stop();
    before = null;
    show(asked());
  });
}

async function begin() {
  try {
    control = await Control.load(root);
  } catch {
    return;
  }
  marks = new Marks(map, control);
  zoom = new Zoom(map, scaled, tapped);
  map.tabIndex = 0;
  map.setAttribute("role", "group");
  map.setAttribute("aria-label", say("map-label").textContent);
  answer.tabIndex = -1;
  slider.min = numberOf(first);
  slider.max = numberOf(last);
  for (const it of page.querySelectorAll(".day-bar > :not(.date, button), .day-line .now")) it.remove();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const [name, it] of Object.entries(tools)) it.hidden = name === "pause" || (name === "play" && isStill);
  slider.hidden = false;
  scaled(1);
  listen();
  shown = { day: null, place: undefined };
  show(asked());
}

begin();
