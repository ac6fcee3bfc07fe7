// The page of the search: names, titles and dates as one types; the full text when it is asked for.

import {find, namesAt} from "./names.js";
import {pageOfDate} from "./typed-dates.js";

const FEW = 8;
const FILTERS = ["kind", "year", "place", "actor"];
const GROUPS = {place: "places", actor: "actors"};

const form = document.querySelector("form.search");
const field = form.q;
const filter = form.querySelector("fieldset");
const status = document.querySelector(".search-status");
const results = document.querySelector(".search-results");
const ways = document.querySelector(".search-ways");
const words = results.dataset;
const root = new URL("..", form.action);
const kinds = new Map([...(form.kind ?? [])].map((it) => [it.value, it.text]));

let names, pagefind;
let wantsText = false;
let turn = 0;

function element(name, settings, ...children) {
  const made = Object.assign(document.createElement(name), settings);
  made.append(...children);
  return made;
}
const about = (...parts) =>
  element("span", {className: "meta"}, ...parts.filter(Boolean).flatMap((it, at) => (at ? [" · ", it] : [it])));
const row = (address, title, ...rest) => {
  const link = element("a", {href: new URL(address, root).href}, title);
  return element("li", {}, element("p", {className: "title"}, link), ...rest);
};

/** The state of the form as it stands in the address; what is typed replaces it, what is chosen adds to history. */
function remember(way) {
  const query = new URLSearchParams();
  const add = (name, value) => value && query.set(name, value);
  add("q", field.value.trim());
  if (wantsText) add("text", "1");
  if (wantsText) for (const name of FILTERS) add(name, form[name].value);
  history[way](null, "", query.size ? `?${query}` : location.pathname);
}

function restore() {
  const query = new URLSearchParams(location.search);
  field.value = query.get("q") ?? "";
  wantsText = filter !== null && query.has("text");
  for (const name of filter ? FILTERS : []) {
    const value = query.get(name) ?? "";
    form[name].add(new Option(value, value));
    form[name].value = value;
  }
  show();
}

async function show() {
  const mine = ++turn;
  const text = field.value.trim();
  ways.hidden = text !== "";
  wantsText &&= text !== "";
  if (filter) filter.hidden = !wantsText;
  try {
    names ??= await namesAt(new URL("names.json", form.action));
    let found = text ? [...groupsFor(text)] : [];
    if (wantsText) {
      status.textContent = words.loading;
      const texts = await inFullText(text);
      // What is only near to what was typed stands behind the passages that have it
      const near = found.filter((group) => group.near);
      found = [...found.filter((group) => !group.near), texts, ...near];
    }
    if (mine !== turn) return;
    found = found.filter((group) => group.count);
    const counts = found.map(({name, count}) => `${words[name]}: ${count}`).join(" · ");
    const near = found.every((group) => group.near) ? `${words.near} ` : "";
    status.textContent = found.length ? near + counts : text && words.nothing.replace("{}", text);
    results.replaceChildren(...found.map(({section}) => section));
    ways.hidden = found.length > 0;
  } catch (error) {
    if (mine !== turn) return;
    console.warn(error);
    status.textContent = words.failed;
    ways.hidden = false;
  }
}

function* groupsFor(text) {
  const date = pageOfDate(text, names);
  if (date) {
    const {address, asked, count} = date;
    const known = about(asked && words.nearest.replace("{}", asked), count && `${words.events}: ${count}`);
    yield group("dates", 1, [() => row(address, date.words, known)]);
  }
  const {groups, near} = find(names, text, date !== null);
  for (const [name, rows] of Object.entries(groups)) {
    const made = group(name, rows.length, rows.map(([slug, title, what, , also]) => () => {
      const [first, ...others] = (also || null)?.split(" · ").map((it) => element("bdi", {}, it)) ?? [];
      const spelt = first && element("span", {}, `${words.also} `, first);
      return row(`${name}/${slug}/`, title, about(what, spelt, ...others));
    }));
    yield {...made, near};
  }
}

/** A section under its heading, of which a few rows are made, and more when they are asked for. */
function group(name, count, rows) {
  const head = element("h2", {className: "small-head", id: `found-${name}`}, `${words[name]} `);
  head.append(element("span", {className: "count"}, count));
  const list = element("ul", {className: "plain"});
  const more = element("button", {type: "button"}, words.more);
  const add = async () => {
    const next = rows.splice(0, FEW);
    more.hidden = !rows.length;
    const made = await Promise.all(next.map((make) => make()));
    list.append(...made);
    return made[0];
  };
  more.onclick = async () => (await add()).querySelector("a").focus();
  const section = element("section", {}, head, list, more);
  section.setAttribute("aria-labelledby", head.id);
  return {name, count, section, ready: add()};
}

async function inFullText(text) {
  const program = await import(new URL("pagefind/pagefind.js", root));
  if (!pagefind) await program.filters();
  pagefind = program;
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, form[name].value]).filter(([, value]) => value));
  const {results: passages, filters} = await pagefind.search(text, {filters: chosen});
  for (const name of FILTERS) {
    const {[name]: value, ...others} = chosen;
    offer(form[name], value ? (await pagefind.search(text, {filters: others})).filters[name] : filters[name]);
  }
  const made = group("texts", passages.length, passages.map((it) => async () => passage(await it.data())));
  await made.ready;
  return made;
}

/** The choices of a filter that find something, with how much; the one that is chosen stays. */
function offer(select, counts) {
  const chosen = select.value;
  const known = new Map(names.groups[GROUPS[select.name]] ?? kinds);
  const values = Object.keys(counts).filter((value) => counts[value] || value === chosen);
  const options = values.map((value) => new Option(`${known.get(value) ?? value} (${counts[value]})`, value));
  options.sort((one, other) => one.text.localeCompare(other.text, names.locale));
  select.replaceChildren(select.options[0], ...options);
  select.value = chosen;
}

function passage({raw_url, meta, excerpt}) {
  const text = element("p", {className: "excerpt"}, /^(<mark>)?\p{Ll}/u.test(excerpt) ? "… " : "");
  for (const {nodeName, textContent} of new DOMParser().parseFromString(excerpt, "text/html").body.childNodes)
    text.append(nodeName === "MARK" ? element("mark", {}, textContent) : textContent);
  if (!/[.!?”]\s*$/.test(excerpt)) text.append(" …");
  return row(raw_url.slice(1), meta.title, about(meta.when, kinds.get(meta.kind)), text);
}

/** Arrows lead from the field through the links and back, Escape to the field; Enter after a date to its page. */
document.addEventListener("keydown", (event) => {
  const stops = [field, ...results.querySelectorAll("a, button:not([hidden])")];
  const at = stops.indexOf(document.activeElement);
  const next = {ArrowDown: stops[at + 1], ArrowUp: stops[at - 1], Escape: at > 0 && field}[event.key];
  const date = event.key === "Enter" && at === 0 && names && pageOfDate(field.value, names);
  if (at < 0 || !(next || (date && !date.asked)) || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (next) next.focus();
  else location.assign(new URL(date.address, root));
});
form.addEventListener("input", ({target}) => {
  show();
  remember(target === field ? "replaceState" : "pushState");
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  wantsText = filter !== null && field.value.trim() !== "";
  show();
  remember("pushState");
});
addEventListener("popstate", restore);
restore();
