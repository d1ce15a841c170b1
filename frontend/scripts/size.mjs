// Prints how large the bundle is when gzipped; with --check it fails above the limit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const LIMIT = 45 * 1024;
const bundle = new URL("../../static/proserva_messaging/proserva.js", import.meta.url);
const size = gzipSync(readFileSync(bundle), { level: 9 }).length;

console.log(`proserva.js: ${size} bytes gzipped, of ${LIMIT} allowed`);
if (process.argv.includes("--check") && size > LIMIT) {
  console.error(`Too large by ${size - LIMIT} bytes.`);
  process.exit(1);
}
