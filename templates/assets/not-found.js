// On the page for addresses that do not exist: which one was asked for, and the pages whose addresses are nearest.

import {namesAt} from "./names.js";
import {pageOfDate} from "./typed-dates.js";

const MOST = 3;
const form = document.querySelector("form.search");
const root = new URL("..", form.action);
const asked = decoded(location.pathname.slice(root.pathname.length));
const parts = asked.split("/").filter(Boolean);

/** What is left of a broken escape is shown as it came. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** How much of two words is alike, from 0 to 1: pairs of letters that both have (Dice). */
function likeness(one, other) {
  const pairs = (word) => [...word].map((_, at) => ` ${word} `.slice(at, at + 2)).concat(`${word.at(-1)} `);
  const left = pairs(one);
  const right = pairs(other);
  const shared = left.filter((pair) => right.includes(pair) && right.splice(right.indexOf(pair), 1));
  return (2 * shared.length) / (left.length + right.length + shared.length);
}

function nearest(names) {
  const date = /^[\d/-]+$/.test(asked) && pageOfDate(parts.join("-"), names);
  if (date) return [[date.address, date.words]];
  const slug = parts.at(-1).toLowerCase();
  const found = [];
  for (const [group, rows] of Object.entries(names.groups))
    for (const [other, name] of rows)
      found.push([likeness(slug, other) + (parts[0] === group ? 0.1 : 0), `${group}/${other}/`, name]);
  return found.filter(([like]) => like > 0.5).sort((a, b) => b[0] - a[0]).slice(0, MOST).map(([, ...link]) => link);
}

async function show() {
  const [before, after] = document.querySelector(".asked-for").dataset.words.split("{}");
  const code = document.createElement("code");
  code.textContent = `/${asked}`.replace(/^(.{80}).+/, "$1…");
  document.querySelector(".asked-for").append(before, code, after);
  const links = nearest(await namesAt(new URL("names.json", form.action)));
  const list = document.createElement("ul");
  list.className = "plain";
  for (const [address, words] of links) {
    const link = Object.assign(document.createElement("a"), {href: new URL(address, root).href, textContent: words});
    list.append(Object.assign(document.createElement("li"), {}));
    list.lastChild.append(link);
  }
  const {words, none} = document.querySelector(".nearest").dataset;
  document.querySelector(".nearest").append(links.length ? words : none, list);
}

if (asked && asked !== "404.html") show().catch((error) => console.warn(error));
