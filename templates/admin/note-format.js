// A note as text to its fields, and back in the canonical form (chronicle/canonical_form.py), so that a file
// differs only in what was edited. All scalars are text: no number, day or "no" is taken for something else.
import { FAILSAFE_SCHEMA, load } from "./js-yaml.mjs";

const FENCES = /^---[ \t]*\n([^]*?)^---[ \t]*(?:\n|$(?![^]))([^]*)$/m;
const UNSEEN =
  "\\n\\r\\t\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202d\\u202e\\ud800-\\udfff\\ue000-\\uf8ff" +
  "\\ufdd0-\\ufdef\\ufeff\\ufffe\\uffff\\u{f0000}-\\u{10ffff}";
const ESCAPED = new RegExp(`[${UNSEEN}]`, "gu");
const PLAIN = new RegExp(
  `^(?:[^\\s\\-?:,\\[\\]{}#&*!|>'"%@\`${UNSEEN}]|[\\-?:](?=[^\\s,\\[\\]{}${UNSEEN}]))` +
    `(?:[^:#${UNSEEN}]|:(?=[^\\s${UNSEEN}])|(?<=\\S)#)*(?<!\\s)$`,
  "u",
);
const ESCAPES = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

// The fields of a note, `body` among them; null where it has no front matter
export function fieldsOf(text) {
  const plain = text.replace(/\r\n?/g, "\n");
  const found = plain.startsWith("---") && FENCES.exec(plain);
  if (!found || found.index !== 0) return { body: plain };
  return { ...load(found[1], { schema: FAILSAFE_SCHEMA }), body: found[2] };
}

// The text of a note; `widgets` are those of its kind in config.yml, in the order of the canonical form
export function textOf(fields, widgets) {
  const { body, ...head } = fields;
  return ["---", ...mapping(head, widgets, ""), "---", ""].join("\n") + tidy(body ?? "");
}

function mapping(values, widgets, indent) {
  const names = widgets.map((widget) => widget.name);
  const place = (name) => (names.includes(name) ? names.indexOf(name) : names.length);
  const order = Object.keys(values).sort((one, other) => place(one) - place(other));
  return order.flatMap((name) => {
    const key = names.includes(name) ? name : scalar(name);
    const value = values[name];
    if (!isCollection(value)) return isEmpty(value) ? [] : [`${indent}${key}: ${scalar(value)}`];
    const lines = collection(value, widgets[names.indexOf(name)]?.fields ?? [], `${indent}  `);
    return lines.length ? [`${indent}${key}:`, ...lines] : [];
  });
}

function collection(value, widgets, indent) {
  if (!Array.isArray(value)) return mapping(value, widgets, indent);
  return value.flatMap((item) => {
    if (!isCollection(item)) return isEmpty(item) ? [] : [`${indent}- ${scalar(item)}`];
    const [first, ...others] = collection(item, widgets, `${indent}  `);
    return first === undefined ? [] : [`${indent}- ${first.trimStart()}`, ...others];
  });
}

const isCollection = (value) => typeof value === "object" && value !== null;
// A field that was left or made empty is none
const isEmpty = (value) => value === null || value === undefined || String(value).trim() === "";

function scalar(value) {
  const text = String(value).trim();
  if (PLAIN.test(text) && text !== "---" && text !== "<<") return text;
  if (text.search(ESCAPED) < 0) return `'${text.replaceAll("'", "''")}'`;
  const escape = (it) => ESCAPES[it] ?? `\\U${it.codePointAt(0).toString(16).padStart(8, "0")}`;
  return `"${text.replace(/["\\]/g, "\\$&").replace(ESCAPED, escape)}"`;
}

// Without empty lines around it and spaces at the ends of lines, but for the two of a line break
function tidy(body) {
  const lines = body.replace(/\r\n?/g, "\n").split("\n").map((line) => {
    if (/^(?: {4}|\t)\s*[^ \t]/.test(line)) return line;
    const bare = line.replace(/[ \t]+$/, "");
    return /^[^ \t] {2,}$/.test(line.slice(Math.max(bare.length - 1, 0))) ? `${bare}  ` : bare;
  });
  const text = lines.join("\n").replace(/^\n+|\n+$/g, "");
  return text && `${text}\n`;
}

// What a note's fields name places by, where that is another of their slugs: the forms show a place by its own
const WRITTEN = "other_slugs_used";

// The fields with places by their own slugs; `own` leads to these from others. What stood there is kept beside them
export function withOwnSlugs(fields, widgets, own) {
  const written = {};
  const shown = eachPlace(fields, widgets, "", (slug, path) => {
    if (own[slug] === undefined) return slug;
    written[`${path} ${own[slug]}`] = slug;
    return own[slug];
  });
  return Object.keys(written).length ? { ...shown, [WRITTEN]: written } : shown;
}

// The fields as they were written: a place that is still there by the slug that it had
export function withSlugsAsWritten({ [WRITTEN]: written, ...fields }, widgets) {
  return written ? eachPlace(fields, widgets, "", (slug, path) => written[`${path} ${slug}`] ?? slug) : fields;
}

function eachPlace(fields, widgets, around, change) {
  const changed = { ...fields };
  for (const { name, widget, collection, fields: within } of widgets) {
    const path = `${around}/${name}`;
    const one = (value) => {
      if (isCollection(value) && within) return eachPlace(value, within, path, change);
      return widget === "relation" && collection === "places" && value ? change(value, path) : value;
    };
    const value = changed[name];
    if (value !== undefined) changed[name] = Array.isArray(value) ? value.map(one) : one(value);
  }
  return changed;
}

// Where a new note lies below its kind's folder: by its date as far as that is known, and by its title
export function folderAndName(kind, fields) {
  const known = /\d{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)?/.exec(fields.date ?? fields.published ?? "")?.[0] ?? "";
  const name = slug(fields.title ?? fields.name ?? "");
  const folder = known.slice(0, 4) || "undated";
  return kind === "events" && known ? [folder, `${known}-${name}`] : [folder, name];
}

// Up to sixty characters
function slug(title) {
  const plain = title.replace(/['’]/g, "").normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  const whole = plain.replace(/[^a-z0-9]+/g, "-").replace(/^[-0-9]+|-+$/g, "");
  return whole.length <= 60 ? whole : whole.slice(0, 61).replace(/-[^-]*$/, "");
}
