// Loads the catalogue of the page's language: once, with a short wait before the first paint.
import type { Api } from "./api";
import { language, useCatalogue } from "./i18n";

/** The longest wait before the first paint. */
const PATIENCE_MS = 300;

const listeners = new Set<() => void>();
let current = "";
let arriving: Promise<void> | null = null;
let watching = false;

/** Calls the listener when the catalogue has changed. Return a function that stops it. */
export function onWords(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function wanted(): string {
  const code = language() ?? "en";
  return /^en\b/.test(code) ? "" : code;
}

/** A page may settle on its language after this script has run. */
function watch(api: Api): void {
  new MutationObserver(() => void wordsFrom(api)).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["lang"],
  });
}

async function bring(api: Api, code: string): Promise<void> {
  // Without it there is English.
  const catalogue = code ? await api.catalogue(code).catch(() => null) : null;
  // The page may have changed its language in the meantime.
  if (code !== current) return;
  useCatalogue(catalogue);
  listeners.forEach((listener) => listener());
}

/** A promise to await before the first paint; `null` if there is nothing to wait for. */
export function wordsFrom(api: Api): Promise<void> | null {
  const code = wanted();
  if (!watching) {
    watching = true;
    watch(api);
  }
  if (code !== current) {
    current = code;
    const brought = bring(api, code);
    const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
    const mine = Promise.race([brought, patience]).finally(() => {
      if (arriving === mine) arriving = null;
    });
    arriving = mine;
  }
  return arriving;
}
