// A Vite plugin for proserva-more.js: takes Lit, and each module that proserva.js contains, from proserva.js.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAst } from "vite";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const CORE = "\0proserva-core";

function statements(file) {
  return parseAst(readFileSync(file, "utf8"), { lang: "ts" }, file).body;
}

/** The files whose values a file imports or exports again. */
function importsOf(file) {
  return statements(file).flatMap(({ source, importKind, specifiers }) => {
    const onlyTypes =
      importKind === "type" || (specifiers?.length && specifiers.every((each) => each.importKind === "type"));
    return source?.value.startsWith(".") && !onlyTypes ? [`${resolve(dirname(file), source.value)}.ts`] : [];
  });
}

/** All that proserva.js contains: what its entry imports, directly or not. */
function coreFiles() {
  const found = new Set();
  const queue = [`${SRC}index.ts`];
  for (let file = queue.pop(); file; file = queue.pop()) {
    if (!found.has(file)) queue.push(...importsOf(file));
    found.add(file);
  }
  return found;
}

/** The names that src/shared.ts exports. */
function sharedNames() {
  return statements(`${SRC}shared.ts`).flatMap(({ specifiers }) => specifiers.map(({ exported }) => exported.name));
}

export function fromCore() {
  const core = coreFiles();
  return {
    name: "proserva-from-core",
    enforce: "pre",
    async resolveId(source, importer, options) {
      if (!importer) return null;
      if (/^(@lit|lit)\b/.test(source)) return CORE;
      const found = await this.resolve(source, importer, options);
      return found && core.has(found.id) ? CORE : found;
    },
    load(id) {
      if (id !== CORE) return null;
      // A name that is not among them ends the build.
      return sharedNames()
        .map((name) => `export const ${name} = proservaMessaging.${name};`)
        .join("\n");
    },
    generateBundle(_options, bundle) {
      const code = Object.values(bundle)
        .map((chunk) => chunk.code)
        .join("");
      const unused = sharedNames().filter((name) => !new RegExp(`proservaMessaging\\.${name}\\b`).test(code));
      if (unused.length) this.error(`src/shared.ts exports what proserva-more.js does not use: ${unused.join(", ")}`);
    },
  };
}
