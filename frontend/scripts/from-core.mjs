// A Vite plugin for proserva-more.js: takes Lit, and all that is not in src/more/, from proserva.js.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseAst } from "vite";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));
const CORE = "\0proserva-core";

/** The names that src/shared.ts exports. */
function sharedNames() {
  const { body } = parseAst(readFileSync(`${SRC}shared.ts`, "utf8"));
  return body.flatMap(({ specifiers }) => specifiers.map(({ exported }) => exported.name));
}

export function fromCore() {
  return {
    name: "proserva-from-core",
    enforce: "pre",
    async resolveId(source, importer, options) {
      if (!importer) return null;
      if (/^(@lit|lit)\b/.test(source)) return CORE;
      const found = await this.resolve(source, importer, options);
      return found?.id.startsWith(SRC) && !found.id.startsWith(`${SRC}more/`) ? CORE : found;
    },
    load(id) {
      if (id !== CORE) return null;
      // A name that is not among them ends the build.
      return sharedNames().map((name) => `export const ${name} = proservaMessaging.${name};`).join("\n");
    },
    generateBundle(_options, bundle) {
      const code = Object.values(bundle).map((chunk) => chunk.code).join("");
      const unused = sharedNames().filter((name) => !new RegExp(`proservaMessaging\\.${name}\\b`).test(code));
      if (unused.length) this.error(`src/shared.ts exports what nothing in src/more/ uses: ${unused.join(", ")}`);
    },
  };
}
