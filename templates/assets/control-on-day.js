/** Who held what on a day. The engine has worked out all spans of time; here they are looked up and put into words. */
import { dateWords, joined, link, say } from "./words.js";

export class Control {
  static async load(root) {
    const answer = await fetch(root + "map/holders.json");
    if (!answer.ok) throw new Error(answer.statusText);
    return new Control(root, await answer.json());
  }

  constructor(root, { focus, actors, events, places }) {
    Object.assign(this, { root, focus, actors, events, places });
    const days = Object.values(places).flatMap((place) => place.spans.map((span) => span.from));
    /** Every day on which something changes, in order. */
    this.changes = [...new Set(days.filter(Boolean))].sort();
  }

  /** What is told of a place on a day; undefined where nothing is told yet. */
  spanOn(place, day) {
    return this.places[place].spans.findLast((span) => (span.from ?? "") <= day);
  }

  /** The places by holder, the one with most first; then those that are uncertain, and not known. */
  on(day) {
    const held = new Map();
    const [uncertain, unknown] = [[], []];
    for (const place of Object.keys(this.places)) {
      const span = this.spanOn(place, day);
      if (!span) unknown.push({ place });
      else if (!span.holder) uncertain.push({ place, span });
      else held.set(span.holder, [...(held.get(span.holder) ?? []), { place, span }]);
    }
    const rows = [...held].map(([holder, places]) => ({ holder, places }));
    rows.sort((a, b) => b.places.length - a.places.length || (a.holder < b.holder ? -1 : 1));
    return { held: rows, uncertain, unknown };
  }

  count(day) {
    return Object.keys(this.places).filter((place) => this.spanOn(place, day)?.holder === this.focus).length;
  }

  actorLink(slug) {
    return link(this.root, `/actors/${slug}/`, this.actors[slug].name);
  }

  /** "held by the weavers since 3 June 1900". */
  words(span) {
    if (!span) return say("span-unknown");
    const { form = "", date = "", first, last } = span.when ?? {};
    const when = { date: date && dateWords(date), first: first && dateWords(first), last: last && dateWords(last) };
    const isCertain = span.form === span.state && span.state !== "uncertain";
    const parts = {
      holder: this.actorLink(span.holders[0]),
      holders: joined(span.holders.map((slug) => this.actorLink(slug)), "or"),
      against: joined((span.against ?? []).map((slug) => this.actorLink(slug)), "comma"),
    };
    return say(`span-${isCertain ? "certain" : span.form}`, {
      ...parts,
      holding: isCertain ? say(`holding-${span.form}${span.against ? "-against" : ""}`, parts) : "",
      since: say(`since-${form}`, when),
      window: say(`window-${form}`, when),
      until: say(`until-${form}`, when),
    });
  }

  /** Links to the events that tell a span, and to their sources. */
  evidence(span) {
    const sources = new Map();
    const events = (span?.events ?? []).map((slug) => {
      for (const [name, address] of this.events[slug].sources) if (!sources.has(name)) sources.set(name, address);
      return link(this.root, `/events/${slug}/`, this.events[slug].title);
    });
    if (!events.length) return "";
    return say("told", {
      events: joined(events, "semicolon"),
      sources: joined([...sources].map(([name, address]) => link(this.root, address, name)), "comma"),
    });
  }
}

/** Draws a place on the map as it is on a day, with the marks that the page has in store, and its code. */
export class Marks {
  constructor(map, control) {
    this.control = control;
    this.pieces = new Map();
    for (const it of document.querySelectorAll(".map-pieces")) {
      for (const piece of it.content.querySelectorAll("[data-piece]")) this.pieces.set(piece.dataset.piece, piece);
    }
    this.towns = new Map();
    for (const town of map.querySelectorAll(".town[data-place]")) {
      this.towns.set(town.dataset.place.slice(7), { town, shown: null, names: [] });
    }
    for (const name of map.querySelectorAll("text[data-name]")) {
      this.towns.get(name.dataset.name.slice(7))?.names.push(name);
    }
  }

  draw(day) {
    for (const [place, it] of this.towns) {
      const span = this.control.places[place] && this.control.spanOn(place, day);
      if (it.shown === (span ?? "unknown")) continue;
      it.shown = span ?? "unknown";
      this.#redraw(it, span);
    }
  }

  #redraw({ town, names }, span) {
    const actors = (span?.holders ?? []).map((slug) => this.control.actors[slug]);
    const title = town.querySelector("title");
    const size = town.classList.contains("large") ? "large" : "small";
    const state = !span ? "unknown" : `${actors.length > 1 && span.state === "uncertain" ? "changing" : span.state} ${size}`;
    const event = town.querySelector(".diamond");
    town.replaceChildren(title, ...this.piece(state, actors), ...(event ? [event] : []));
    const code = span && span.state !== "uncertain" ? actors[0].code : "";
    town.dataset.code = code;
    title.textContent = title.textContent.replace(/ \([^()]*\)$/, "") + (code && ` (${code})`);
    for (const name of names) {
      if (name.closest(".labels-phone")) continue;
      const old = name.querySelector("tspan");
      const tspan = old ?? document.createElementNS(name.namespaceURI, "tspan");
      if (!old) name.append(" ", tspan);
      tspan.textContent = code;
    }
  }

  /** Nodes of a stored mark in the colours of holders. */
  piece(name, actors = []) {
    const colours = { COLOUR: actors[0]?.colour, EARLIER: actors[0]?.colour, LATER: actors.at(-1)?.colour };
    const made = this.pieces.get(name).cloneNode(true);
    for (const node of made.children) {
      for (const { name: attribute, value } of [...node.attributes]) {
        node.setAttribute(attribute, value.replace(/COLOUR|EARLIER|LATER/, (part) => colours[part]));
      }
    }
    return [...made.childNodes];
  }
}
