// Writes custom-elements.json and the reference in docs/elements.md; with --check it fails if one of them is out of
// date.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const ROOT = new URL("../", import.meta.url);
const MANIFEST = new URL("custom-elements.json", ROOT);
const DOCS = new URL("../docs/elements.md", ROOT);
const LAZY = /proserva-(reports|roster|announcements|broadcast)$/;

/** Wraps a text at 120. */
function wrapped(text) {
  const lines = [""];
  for (const word of oneLine(text).split(" ")) {
    const line = lines.at(-1);
    if (line && line.length + word.length >= 120) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join("\n");
}

const oneLine = (text = "") => text.replace(/\s+/g, " ").trim();

function rows(head, items) {
  return items.length
    ? [`| ${head} | description |`, "|---|---|", ...items.map((row) => `| ${row.join(" | ")} |`), ""]
    : [];
}

/** The attributes of a base element are named once, by a link to it. */
function section({ tagName, description, attributes = [], events = [], slots = [], cssProperties = [] }) {
  const own = attributes.filter(({ inheritedFrom }) => inheritedFrom?.name !== "ProservaElement");
  const heard = events.filter(({ inheritedFrom }) => inheritedFrom?.name !== "ProservaElement");
  const named = (list) => list.map(({ name, description: text }) => [`\`${name}\``, oneLine(text)]);
  return [
    `### \`<${tagName}>\`${LAZY.test(tagName) ? " *" : ""}`,
    "",
    wrapped(description),
    "",
    ...rows("attribute", named(own)),
    ...rows("event", named(heard)),
    ...rows("slot", named(slots)),
    ...rows("CSS property", named(cssProperties)),
  ];
}

function reference(manifest) {
  const elements = manifest.modules.flatMap(({ declarations }) => declarations);
  return elements
    .sort((a, b) => a.tagName.localeCompare(b.tagName))
    .flatMap(section)
    .join("\n")
    .trim();
}

function withReference(docs, text) {
  const [start, end] = ["<!-- reference: npm run manifest -->", "<!-- /reference -->"];
  return `${docs.slice(0, docs.indexOf(start) + start.length)}\n\n${text}\n\n${docs.slice(docs.indexOf(end))}`;
}

const [manifestBefore, docsBefore] = [MANIFEST, DOCS].map((file) => readFileSync(file, "utf8"));
const { status } = spawnSync("npx", ["cem", "analyze", "--quiet"], { cwd: ROOT, stdio: "inherit" });
if (status) process.exit(status);
const manifest = readFileSync(MANIFEST, "utf8");
const docs = withReference(docsBefore, reference(JSON.parse(manifest)));

if (process.argv.includes("--check")) {
  writeFileSync(MANIFEST, manifestBefore);
  if (manifest !== manifestBefore || docs !== docsBefore) {
    console.error("custom-elements.json or docs/elements.md is out of date: npm run manifest");
    process.exitCode = 1;
  }
} else {
  writeFileSync(DOCS, docs);
}
