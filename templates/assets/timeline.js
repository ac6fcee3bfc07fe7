// Shows only some of a page's events, jumps to a date, steps with j and k. What is chosen stands in the address.

import { dayNumber, dayText, groupOf, pageOf, readIndex, readPage } from "./event-index.js";

const COLUMNS = ["certainty", "place", "actor", "operation", "kind"];
const PIECE = 100; // rows put on the page at once
const HASTE = 2000; // milliseconds: changes of one choice within are one step of the history

const frame = document.querySelector("[data-index]");
const root = frame.dataset.root;
const language = document.documentElement.lang;
const find = (selector) => frame.querySelector(selector);
const all = (selector, within = frame) => [...within.querySelectorAll(selector)];

const details = find("details.filter");
const form = details.querySelector("form");
const line = find(".shown");
const clear = find(".clear");
const more = find(".more");
const results = find(".results");
const jump = find(".jump");
const grades = all("[name=certainty]", form);

let index;
let names; // an index that has the names of all that is chosen
let scope; // positions of the page's events, in order of time
let rows; // position to row, on pages that have all of theirs
let chosen; // what the form says
let matching; // positions of the events that match, in order of time
let limit = PIECE;
const years = new Map();

// --- what is chosen: in the form and in the address ---

const none = () => ({ importance: "", certainty: null, place: "", actor: "", operation: "", kind: "" });
const isAny = (value) => value === "" || value === null;
const isActive = () => Object.values(chosen).some((value) => !isAny(value));

/** Of a query or of a form's data. */
function choiceOf(data) {
  const found = none();
  for (const name in found) {
    if (name === "certainty") found[name] = data.has(name) ? data.getAll(name) : null;
    else found[name] = data.get(name) ?? "";
  }
  if (!/^[23]?$/.test(found.importance)) found.importance = "";
  return found;
}

const fromAddress = () => choiceOf(new URLSearchParams(location.search));

function fromForm() {
  const data = new FormData(form);
  if (grades.every((box) => box.checked)) data.delete("certainty");
  else if (!data.has("certainty")) data.append("certainty", ""); // none at all
  return choiceOf(data);
}

function addressOf(choice) {
  const query = new URLSearchParams();
  for (const name in choice) {
    if (!isAny(choice[name])) for (const word of [choice[name]].flat()) query.append(name, word);
  }
  return location.pathname + `?${query}`.replace(/^\?$/, "");
}

function toForm() {
  for (const box of grades) box.checked = chosen.certainty === null || chosen.certainty.includes(box.value);
  for (const button of all("[name=importance]", form)) button.checked = button.value === chosen.importance;
  for (const select of all("select", form)) {
    const value = chosen[select.name];
    if (value && !all("option", select).some((option) => option.value === value)) {
      const known = names[select.name].words.find(([slug]) => slug === value);
      select.append(newOption(value, known?.[1] || value));
    }
    select.value = value;
  }
}

let last = { name: "", time: 0 };

function choose(choice, name = "") {
  chosen = choice;
  const isHasty = name && name === last.name && Date.now() - last.time < HASTE;
  last = { name, time: Date.now() };
  history[isHasty ? "replaceState" : "pushState"](null, "", addressOf(choice));
  toForm();
  show();
}

// --- which events match, and how many each choice would leave ---

const holds = (cell, number) => cell === number || (Array.isArray(cell) && cell.includes(number));

/** For each of the choices that restrict: its name, and whether an event passes. */
function tests(choice) {
  const found = [];
  if (choice.importance) found.push(["importance", (at) => index.importance[at] >= choice.importance]);
  for (const name of COLUMNS) {
    if (isAny(choice[name])) continue;
    const { words, cells } = index[name];
    const wanted = [choice[name]].flat().map((slug) => words.findIndex(([word]) => word === slug));
    found.push([name, (at) => wanted.some((number) => number >= 0 && holds(cells[at], number))]);
  }
  return found;
}

/** The matching events, and by name of a choice those that would match were it not made. */
function choosing() {
  const restricting = tests(chosen);
  const without = Object.fromEntries(Object.keys(chosen).map((name) => [name, []]));
  const passing = [];
  for (const at of scope) {
    const failed = restricting.filter(([, passes]) => !passes(at));
    if (failed.length === 0) {
      passing.push(at);
      for (const name in without) without[name].push(at);
    } else if (failed.length === 1) without[failed[0][0]].push(at);
  }
  return [passing, without];
}

function countsOf(name, positions) {
  const { words, cells } = index[name];
  const counts = new Array(words.length).fill(0);
  for (const at of positions) for (const number of [cells[at] ?? []].flat()) counts[number] += 1;
  return new Map(words.map(([word], number) => [word, counts[number]]));
}

const written = (number) => number.toLocaleString(language);

function showCounts(without) {
  for (const button of all("[name=importance]", form)) {
    const number = without.importance.filter((at) => index.importance[at] >= button.value).length;
    button.parentElement.querySelector(".count").textContent = written(number);
  }
  const sure = countsOf("certainty", without.certainty);
  for (const box of grades) {
    box.parentElement.querySelector(".count").textContent = written(sure.get(box.value) ?? 0);
  }
  for (const select of all("select", form)) {
    const counts = countsOf(select.name, without[select.name]);
    for (const option of all("option[value]:not([value=''])", select)) {
      const number = counts.get(option.value) ?? 0;
      option.text = `${option.dataset.words} (${written(number)})`;
      option.disabled = number === 0 && !option.selected;
    }
  }
}

// --- the line that tells how many are shown ---

function wordsOf(name) {
  if (name === "importance" || name === "certainty") {
    const inputs = all(`[name=${name}]:checked`, form);
    return inputs.map((input) => input.parentElement.querySelector("span").textContent).join(", ") || "–";
  }
  return form.elements[name].selectedOptions[0].dataset.words;
}

function button(words, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "in-line";
  made.textContent = words;
  made.addEventListener("click", press);
  return made;
}

/** "No events match. Remove “Disputed” or “Upton”, or clear all.": of the choices those that help, else all. */
function showNone(without) {
  const active = Object.keys(chosen).filter((name) => !isAny(chosen[name]));
  const helping = active.filter((name) => without[name].length);
  const buttons = (helping.length ? helping : active).map((name) =>
    button(line.dataset.quoted.replace("{words}", wordsOf(name)), () => choose({ ...chosen, [name]: none()[name] })),
  );
  const list = new Intl.ListFormat(language, { type: "disjunction" });
  const choices = list.formatToParts(buttons.map((made) => made.textContent));
  const parts = {
    "{choice}": choices.map(({ type, value }) => (type === "element" ? buttons.shift() : value)),
    "{clear}": [button(line.dataset.clear, clearAll)],
  };
  line.replaceChildren(...line.dataset.none.split(/(\{\w+\})/).flatMap((piece) => parts[piece] ?? piece));
}

function showLine(without) {
  clear.hidden = !isActive() || matching.length === 0;
  if (matching.length === 0 && isActive()) showNone(without);
  else {
    const words = line.dataset.shown.replace("{all}", written(scope.length));
    line.textContent = words.replace("{shown}", written(matching.length));
  }
}

function clearAll() {
  choose(none());
  form.querySelector("[name=importance]").focus();
}

// --- the list ---

function show() {
  let without;
  [matching, without] = choosing();
  limit = PIECE;
  showCounts(without);
  showLine(without);
  for (const link of all(".pages a, .neighbours a", document)) {
    if (!link.getAttribute("href").startsWith("#")) link.search = isActive() ? location.search : "";
  }
  if (rows) showRows();
  else showResults().catch(fail);
}

/** On a page with all its rows: hides what does not match, and heads of nothing. */
function showRows() {
  const kept = new Set(matching);
  for (const [at, row] of rows) row.hidden = !kept.has(at);
  for (const group of all(".group")) group.hidden = !group.querySelector(".event-row:not([hidden])");
}

let asked = 0;

/** On the timeline: lists rows from the pages of years, as far as asked for. */
async function showResults() {
  const own = (asked += 1);
  find(".built").hidden = isActive();
  results.hidden = !isActive();
  more.hidden = true;
  if (!isActive()) return results.replaceChildren();
  const wanted = matching.slice(0, limit);
  const made = [];
  const needed = [...new Set(wanted.map((at) => dayText(index.days[at]).slice(0, 4)))];
  for (const [place, year] of needed.entries()) {
    needed.slice(place, place + 3).forEach(groupsOf); // the next ones are on their way meanwhile
    const groups = await groupsOf(year);
    if (own !== asked) return; // something else has been chosen meanwhile
    made.push(...groups(new Set(wanted)));
    results.replaceChildren(...made);
  }
  results.replaceChildren(...made);
  more.hidden = matching.length <= limit;
}

/** Of a year a function that copies the groups of its page, with the wanted rows only. */
function groupsOf(year) {
  if (!years.has(year)) years.set(year, readPage(pageOf(root, year)).then((page) => paired(page, inYear(year))));
  return years.get(year).then((pairs) => (wanted) =>
    pairs.flatMap(([group, positions]) => {
      if (!positions.some((at) => wanted.has(at))) return [];
      const copy = document.importNode(group, true);
      const copies = all(".event-row", copy);
      positions.forEach((at, place) => wanted.has(at) || copies[place].remove());
      copy.removeAttribute("id"); // the timeline has a place of this name
      return [copy];
    }),
  );
}

const inYear = (year) => scope.filter((at) => dayText(index.days[at]).startsWith(year));

/** Each group of a page with the positions of its rows; throws where page and index differ in build. */
function paired(page, positions) {
  const byGroup = {};
  for (const at of positions) {
    const month = groupOf(index, at);
    for (const name of [month, `${month.slice(0, 4)}*`]) (byGroup[name] ??= []).push(at);
  }
  return all(".group", page).map((group) => {
    const count = all(".event-row", group).length;
    const own = [group.id, `${group.id}*`].map((name) => byGroup[name]).find((found) => found?.length === count);
    if (!own) throw new Error(`${group.id}: another build`);
    return [group, own];
  });
}

// --- a date, and steps ---

const titles = () => all(".event-row:not([hidden]) .title a").filter((link) => link.checkVisibility());

function goTo(link) {
  link.focus({ preventScroll: true });
  link.closest(".event-row").scrollIntoView({ block: "center" });
}

/** Of a list of positions the one whose day is nearest; those known to their day first. */
function nearest(positions, day, events = index) {
  const known = positions.filter((at) => events.known[at] === "d");
  const away = (at) => Math.abs(events.days[at] - day);
  return (known.length ? known : positions).reduce((best, at) => (away(at) < away(best) ? at : best));
}

async function jumpTo(day) {
  const text = dayText(day);
  const isHere = rows && (frame.dataset.first || text) <= text && text <= (frame.dataset.last || text);
  if (isHere && matching.length) return goTo(rows.get(nearest(matching, day)).querySelector(".title a"));
  const every = await readIndex(frame.dataset.whole);
  const at = nearest([...every.days.keys()], day, every);
  const isDay = every.known[at] === "d";
  location.assign(pageOf(root, groupOf(every, at)) + (isDay ? `#${dayText(every.days[at])}` : ""));
}

function setUpJump() {
  const date = jump.querySelector("input");
  jump.querySelector("button").disabled = false;
  jump.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = dayNumber(date.value);
    if (!Number.isNaN(day)) jumpTo(day);
  });
  frame.addEventListener("click", (event) => {
    if (!event.target.matches(".group-head > a")) return;
    event.preventDefault();
    date.focus();
  });
}

function step(event) {
  const way = { j: 1, k: -1 }[event.key];
  if (!way || event.ctrlKey || event.altKey || event.metaKey || !event.target.matches(".title a")) return;
  const links = titles();
  const next = links[links.indexOf(event.target) + way];
  if (next) goTo(next);
}

// --- the beginning ---

function newOption(value, words) {
  const option = new Option(words, value);
  option.dataset.words = words;
  return option;
}

/** Names of all that the page's events have, in the order of the language. */
function fillSelects() {
  const order = new Intl.Collator(language);
  for (const select of all("select", form)) {
    const counts = countsOf(select.name, scope);
    for (const option of all("option", select)) option.dataset.words = option.text;
    if (select.name === "kind") continue;
    const words = index[select.name].words.filter(([word]) => counts.get(word));
    words.sort(([, one], [, other]) => order.compare(one, other));
    select.append(...words.map(([word, name]) => newOption(word, name)));
  }
}

async function begin() {
  index = await readIndex(frame.dataset.index);
  const { first, last: end } = frame.dataset;
  const isOwn = (day) => (!first || first <= day) && (!end || day <= end);
  scope = [...index.days.keys()].filter((at) => isOwn(dayText(index.days[at])));
  if (!results) {
    const pairs = paired(frame, scope);
    rows = new Map(pairs.flatMap(([group, own]) => all(".event-row", group).map((row, place) => [own[place], row])));
  }
  fillSelects();
  chosen = fromAddress();
  const isOther = (name) => chosen[name] && !countsOf(name, scope).get(chosen[name]);
  names = ["place", "actor", "operation"].some(isOther) ? await readIndex(frame.dataset.whole) : index;
  toForm();
  show();
  setUpJump();
  form.querySelector(".choices").disabled = false;
  form.addEventListener("change", (event) => choose(fromForm(), event.target.name));
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", clearAll);
  more?.addEventListener("click", showMore);
  addEventListener("popstate", () => {
    chosen = fromAddress();
    toForm();
    show();
  });
}

async function showMore() {
  const before = titles().length;
  limit += PIECE;
  await showResults().catch(fail);
  titles()[before]?.focus();
}

function fail(fault) {
  line.textContent = line.dataset.failed;
  throw fault;
}

if (matchMedia("(min-width: 64rem)").matches) details.open = true;
frame.addEventListener("keydown", step);
begin().catch(fail);
