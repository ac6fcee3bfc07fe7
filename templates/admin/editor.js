// Starts Decap CMS with config.yml: notes are written in their canonical form, new ones named as `new` names them.
import { load } from "./js-yaml.mjs";
import { fieldsOf, folderAndName, textOf, withOwnSlugs, withSlugsAsWritten } from "./note-format.js";

// Fields that only name the file of a new note; they are in no note
const [FOLDER, NAME] = ["file_folder", "file_name"];

window.CMS_MANUAL_INIT = true;
const [config, ownSlugs] = await Promise.all([configuration(), otherSlugs(), program("decap-cms.js")]);
const { CMS } = window;

for (const collection of config.collections) {
  const { name, fields } = collection;
  collection.format = `note-${name}`;
  CMS.registerCustomFormat(collection.format, "md", {
    fromFile: (text) => withOwnSlugs(fieldsOf(text), fields, ownSlugs),
    toFile: ({ [FOLDER]: _, [NAME]: __, ...values }) => textOf(withSlugsAsWritten(values, fields), fields),
  });
  collection.slug = `{{fields.${NAME}}}`;
  // In a path, Decap takes the point of "fields.x" for one of a file's name
  if (collection.path) collection.path = `{{${FOLDER}}}/{{slug}}`;
}

CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    const data = entry.get("data");
    if (!entry.get("newRecord")) return data;
    const [folder, name] = folderAndName(entry.get("collection"), data.toJS());
    const named = data.set(FOLDER, folder).set(NAME, name);
    return named.get("added") ? named : named.set("added", today());
  },
});

CMS.init({ config: { ...config, local_backend: true, load_config_file: false } });

async function configuration() {
  const answer = await fetch("config.yml");
  return load(await answer.text());
}

async function otherSlugs() {
  const answer = await fetch("other-slugs.json");
  return answer.json();
}

// A script that is no module, once it has run
function program(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    Object.assign(element, { src: address, onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

// On this machine's calendar
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
