// Opens any event: draws a position in the index, finds it on the page of its month or year.

import { groupOf, pageOf, readIndex, readPage } from "./event-index.js";

const { index: address, root } = document.querySelector("[data-index]").dataset;

async function leadOn() {
  const index = await readIndex(address);
  if (!index.size) return;
  const drawn = Math.floor(Math.random() * index.size);
  const group = groupOf(index, drawn);
  let place = 0;
  for (let at = 0; at < drawn; at += 1) place += groupOf(index, at) === group;
  const page = await readPage(pageOf(root, group));
  const rows = page.querySelectorAll(group.length > 4 ? ".listed .event-row" : `.group[id="${group}"] .event-row`);
  location.replace(rows[place].querySelector(".title a").href);
}

leadOn();
