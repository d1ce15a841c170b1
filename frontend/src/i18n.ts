// Every string a person sees goes through here: Django's djangojs catalogue where a page has one, else English.

type Values = Record<string, string | number>;

interface Catalogue {
  gettext?: (text: string) => string;
  ngettext?: (one: string, many: string, count: number) => string;
}

/** Looked up at each call: a page may load its catalogue after this script. */
function catalogue(): Catalogue {
  return (globalThis as { django?: Catalogue }).django ?? {};
}

function interpolate(text: string, values: Values): string {
  return text.replace(/%\((\w+)\)s/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A string in the page's language, its `%(name)s` filled in. */
export function gettext(text: string, values: Values = {}): string {
  return interpolate(catalogue().gettext?.(text) ?? text, values);
}

/** The singular or the plural, as the language has it; `%(count)s` is filled in. */
export function ngettext(one: string, many: string, count: number, values: Values = {}): string {
  const text = catalogue().ngettext?.(one, many, count) ?? (count === 1 ? one : many);
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
