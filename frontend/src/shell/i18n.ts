// Every string a person sees goes through here: our own catalogue, else the page's djangojs catalogue, else English.
import { pluralRule } from "./plurals";

type Values = Record<string, string | number>;

/** As Django's `JSONCatalog` answers it. */
export interface Catalogue {
  catalog: Record<string, string | string[]>;
  plural: string | null;
}

interface PageCatalogue {
  gettext?: (text: string) => string;
  ngettext?: (one: string, many: string, count: number) => string;
}

let ours: Catalogue["catalog"] = {};
let formOf = pluralRule(null);

/** From now on strings come from this; without one, from the page or in English. */
export function useCatalogue(catalogue: Catalogue | null): void {
  ours = catalogue?.catalog ?? {};
  formOf = pluralRule(catalogue?.plural);
}

/** Looked up at each call: a page may load its catalogue after this script. */
function pages(): PageCatalogue {
  return (globalThis as { django?: PageCatalogue }).django ?? {};
}

function interpolate(text: string, values: Values): string {
  return text.replace(/%\((\w+)\)s/g, (whole, name: string) => String(values[name] ?? whole));
}

function own(text: string): string | string[] | undefined {
  return Object.hasOwn(ours, text) ? ours[text] : undefined;
}

/** A string in the page's language, its `%(name)s` filled in. */
export function gettext(text: string, values: Values = {}): string {
  const found = own(text);
  return interpolate((typeof found === "string" && found) || (pages().gettext?.(text) ?? text), values);
}

/** The singular or the plural, as the language has it; `%(count)s` is filled in. */
export function ngettext(one: string, many: string, count: number, values: Values = {}): string {
  const found = own(one);
  const form = Array.isArray(found) ? found[formOf(count)] : "";
  const text = form || (pages().ngettext?.(one, many, count) ?? (count === 1 ? one : many));
  return interpolate(text, { count, ...values });
}

/** The language of the page, for dates and numbers. */
export function language(): string | undefined {
  const named = document.documentElement.lang;
  try {
    return named ? Intl.getCanonicalLocales(named)[0] : undefined;
  } catch {
    return undefined; // a malformed lang attribute is no reason to show no date
  }
}
