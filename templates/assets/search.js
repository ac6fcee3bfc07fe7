// The page of the search: names, titles and dates as one types; the full text when it is asked for.

import {find, namesAt} from "./names.js";
import {pageOfDate} from "./typed-dates.js";

const FEW = 8;
const PAGE = 10;
const FILTERS = ["kind", "year", "place", "actor"];

const form = document.querySelector("form.search");
const field = form.q;
const filter = form.querySelector("fieldset");
const status = document.querySelector(".search-status");
const results = document.querySelector(".search-results");
const ways = document.querySelector(".search-ways");
const words = results.dataset;
const root = new URL("..", form.action);
const labels = new Map([...form.querySelectorAll("option")].map((it) => [it.value, it.text]));


let names = null;
let pagefind = null;
let wantsText = false;
let turn = 0;

const element = (name, settings = {}, ...children) => {
  const made = Object.assign(document.createElement(name), settings);
  made.append(...children);
  return made;
};
const linkTo = (address, text) => element("a", {href: new URL(address, root).href}, text);
const about = (...parts) => element("span", {className: "meta"}, parts.filter(Boolean).join(" · "));

/** The state of the form as it stands in the address. */
function asked() {
  const query = new URLSearchParams();
  if (field.value.trim()) query.set("q", field.value.trim());
  if (query.has("q") && wantsText) query.set("text", "1");
  if (query.has("text")) for (const name of FILTERS) if (form[name].value) query.set(name, form[name].value);
  return query;
}

function remember(way) {
  const query = asked().toString();
  if (query !== location.search.slice(1)) history[way](null, "", query ? `?${query}` : location.pathname);
}

function restore() {
  const query = new URLSearchParams(location.search);
  field.value = query.get("q") ?? "";
  wantsText = query.has("text") && filter !== null;
  for (const name of filter ? FILTERS : []) choose(form[name], query.get(name) ?? "");
  return show();
}

/** A choice that the select does not offer yet is kept all the same. */
function choose(select, value) {
  if (![...select.options].some((it) => it.value === value)) select.add(new Option(value, value));
  select.value = value;
}

async function show() {
  const mine = ++turn;
  const text = field.value.trim();
  ways.hidden = text !== "";
  wantsText &&= text !== "";
  if (filter) filter.hidden = !wantsText;
  if (!text) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    names ??= await namesAt(new URL("names.json", form.action));
    if (mine !== turn) return;
    let found = [...groupsFor(text)];
    if (wantsText) {
      status.textContent = words.loading;
      const texts = await inFullText(text);
      if (mine !== turn) return;
      // What is only near to what was typed stands behind the passages that have it
      const near = found.filter((group) => group.near);
      found = [...found.filter((group) => !group.near), texts, ...near];
    }
    const counts = found.map(({name, count}) => `${words[name]}: ${count}`).join(" · ");
    const isNear = found.every(({near, count}) => near || !count);
    status.textContent = found.length ? `${isNear ? `${words.near} ` : ""}${counts}` : words.nothing.replace("{}", text);
    results.replaceChildren(...found.filter(({count}) => count).map(({section}) => section));
    ways.hidden = found.some(({count}) => count);
  } catch (error) {
    if (mine !== turn) return;
    console.warn(error);
    status.textContent = words.failed;
    ways.hidden = false;
  }
}

/** {name, count, near, section} of each group that has something. */
function* groupsFor(text) {
  const date = pageOfDate(text, names);
  if (date) {
    const link = element("p", {className: "title"}, linkTo(date.address, date.words));
    const nearest = date.asked ? [about(words.nearest.replace("{}", date.asked))] : [];
    const count = date.count ? [about(`${words.events}: ${date.count}`)] : [];
    const list = element("ul", {className: "plain"}, element("li", {}, ...nearest, link, ...count));
    yield {name: "dates", count: 1, near: false, section: section("dates", 1, list)};
  }
  const {groups, near} = find(names, text, date !== null);
  for (const [name, rows] of Object.entries(groups)) {
    const list = element("ul", {className: "plain"}, ...rows.slice(0, FEW).map((row) => item(name, row)));
    const made = section(name, rows.length, list);
    if (rows.length > FEW) {
      const all = element("button", {type: "button", textContent: words.all.replace("{}", rows.length)});
      all.addEventListener("click", () => {
        list.append(...rows.slice(FEW).map((row) => item(name, row)));
        all.remove();
        list.children[FEW].querySelector("a").focus();
      });
      made.append(all);
    }
    yield {name, count: rows.length, near, section: made};
  }
}

function section(name, count, ...children) {
  const head = element("h2", {className: "small-head", id: `found-${name}`}, words[name], " ");
  head.append(element("span", {className: "count"}, String(count)));
  const made = element("section", {}, head, ...children);
  made.setAttribute("aria-labelledby", head.id);
  return made;
}

function item(group, row) {
  const [slug, name, what] = row;
  const also = row[4] ? `${words.also} ${row[4]}` : "";
  return element("li", {}, element("p", {className: "title"}, linkTo(`${group}/${slug}/`, name)), about(what, also));
}

async function inFullText(text) {
  if (!pagefind) {
    const program = await import(new URL("pagefind/pagefind.js", root).href);
    await program.filters();
    pagefind = program;
  }
  const chosen = Object.fromEntries(FILTERS.map((name) => [name, form[name].value]).filter(([, value]) => value));
  const search = (filters) => pagefind.search(text, {filters});
  const found = await search(chosen);
  for (const name of FILTERS) {
    const {[name]: value, ...others} = chosen;
    offer(form[name], (value ? await search(others) : found).filters[name] ?? {});
  }
  const list = element("ol", {className: "plain"});
  const more = element("button", {type: "button", textContent: words.more});
  const add = async () => {
    const next = found.results.slice(list.children.length, list.children.length + PAGE);
    list.append(...(await Promise.all(next.map((it) => it.data()))).map(passage));
    more.hidden = list.children.length >= found.results.length;
  };
  more.addEventListener("click", async () => {
    const first = list.children.length;
    await add();
    list.children[first].querySelector("a").focus();
  });
  await add();
  const count = found.results.length;
  return {name: "texts", count, near: false, section: section("texts", count, list, more)};
}

/** Those choices of a filter that find something, with how much; the one that is chosen stays. */
function offer(select, counts) {
  const chosen = select.value;
  const group = {place: "places", actor: "actors"}[select.name];
  const name = (value) => names.groups[group]?.find(([slug]) => slug === value)?.[1] ?? labels.get(value) ?? value;
  const rows = Object.entries(counts).filter(([value, count]) => count || value === chosen);
  if (chosen && !rows.some(([value]) => value === chosen)) rows.push([chosen, 0]);
  const options = rows.map(([value, count]) => new Option(`${name(value)} (${count})`, value));
  options.sort((one, other) => one.text.localeCompare(other.text, names.locale));
  select.replaceChildren(select.options[0], ...options);
  select.value = chosen;
}

function passage({raw_url, meta, excerpt}) {
  const text = element("p", {className: "excerpt"});
  excerpt.split(/<\/?mark>/).forEach((part, at) => {
    const plain = part.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
    text.append(at % 2 ? element("mark", {}, plain) : plain);
  });
  const title = element("p", {className: "title"}, linkTo(raw_url.slice(1), meta.title));
  return element("li", {}, title, about(meta.when, labels.get(meta.kind)), text);
}

/** Arrows lead from the field through the links and back; Escape leads back to the field. */
function move(event) {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  const links = [field, ...results.querySelectorAll("a, button:not([hidden])")];
  const at = links.indexOf(document.activeElement);
  if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const next = event.key === "Escape" && at > 0 ? field : step && links[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

form.addEventListener("input", (event) => {
  if (event.target !== field) return;
  show().then(() => remember("replaceState"));
});
form.addEventListener("change", (event) => {
  if (event.target === field) return;
  remember("pushState");
  show();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const date = names && pageOfDate(field.value, names);
  if (date && !date.asked && event.submitter === null) return location.assign(new URL(date.address, root));
  wantsText = filter !== null && field.value.trim() !== "";
  remember("pushState");
  show();
});
document.addEventListener("keydown", move);
addEventListener("popstate", restore);
restore();
