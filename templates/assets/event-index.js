// The compact index of all events (chronicle/pages/event_index.py) and the built pages that have their rows.

const DAY = 864e5;

export async function readIndex(address) {
  const index = await (await loaded(address)).json();
  let day = 0;
  index.days = index.steps.map((step) => (day += step));
  index.size = index.days.length;
  return index;
}

/** 2017-11-03 of a day counted from 1970. */
export const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);

export const dayNumber = (text) => Date.parse(text) / DAY;

/** Under which heading of its year's page an event stands: 2017-11, or 2017 where the month is not known. */
export const groupOf = (index, at) => dayText(index.days[at]).slice(0, index.known[at] === "y" ? 4 : 7);

/** The page of a year or month, given as 2017 or 2017-11. */
export const pageOf = (root, group) => `${root}${group.replace("-", "/")}/`;

/** A page of ours as a document; its links are made to work from elsewhere. */
export async function readPage(address) {
  const page = new DOMParser().parseFromString(await (await loaded(address)).text(), "text/html");
  const base = new URL(address, document.baseURI);
  for (const link of page.querySelectorAll("main a[href]")) {
    const written = link.getAttribute("href");
    if (!written.startsWith("#")) link.href = new URL(written, base).href;
  }
  return page;
}

async function loaded(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}
