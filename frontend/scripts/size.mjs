// Prints how large the scripts are when gzipped; with --check it fails where one is above the limit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 45 * 1024;

for (const name of ["proserva.js", "proserva-more.js"]) {
  const script = new URL(`../../static/proserva_messaging/${name}`, import.meta.url);
  const size = gzipSync(readFileSync(script), { level: 9 }).length;
  console.log(`${name}: ${size} bytes gzipped, of ${LIMIT} allowed`);
  if (process.argv.includes("--check") && size > LIMIT) {
    console.error(`Too large by ${size - LIMIT} bytes.`);
    process.exitCode = 1;
  }
}
