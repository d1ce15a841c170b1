// Writes src/shell/schema.d.ts from openapi.json (`python -m tests.openapi`); with --check it fails if that is out of
// date.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const DOCUMENT = new URL("../openapi.json", import.meta.url);
const TYPES = new URL("../src/shell/schema.d.ts", import.meta.url);
const HEAD = "// The types of the REST API, made of openapi.json: npm run schema\n\n";

/** The document states these outputs as strings: enums of the same name would get numbers. */
const ROLE = { enum: ["instructor", "staff", "learner", null] };
const KIND = { enum: ["direct", "group", "broadcast"] };
const THREAD_ROLE = { enum: ["owner", "member"] };
const ENUMS = {
  Event: { history: { enum: ["all", "none", null] } },
  Participant: { role: ROLE, thread_role: THREAD_ROLE },
  Person: { role: ROLE },
  Recipient: { role: ROLE },
  RosterRow: { role: ROLE },
  Segments: { segments: { type: "array", items: { $ref: "#/components/schemas/WhoEnum" } } },
  Thread: { kind: KIND },
  ThreadDetail: { kind: KIND, my_role: THREAD_ROLE },
};

function addEnums(document) {
  const { schemas } = document.components;
  for (const [name, fields] of Object.entries(ENUMS)) {
    for (const [field, shape] of Object.entries(fields)) {
      if (!schemas[name]?.properties[field]) throw new Error(`${name}.${field} is not in openapi.json`);
      const { description } = schemas[name].properties[field];
      schemas[name].properties[field] = { ...shape, ...(description && { description }) };
    }
  }
  return document;
}

const document = addEnums(JSON.parse(readFileSync(DOCUMENT, "utf8")));
const types = HEAD + astToString(await openapiTS(document, { alphabetize: true }));

if (!process.argv.includes("--check")) {
  writeFileSync(TYPES, types);
} else if (types !== readFileSync(TYPES, "utf8")) {
  console.error("src/shell/schema.d.ts is out of date: npm run schema");
  process.exitCode = 1;
}
