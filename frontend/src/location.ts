// Which thread and message the page's address names, or the email settings, and the address that names others.

function id(text: string | null | undefined): number | null {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** `?preferences=1`: where the emails lead that say how to get fewer. */
export function asksForPreferences(address: { search: string }): boolean {
  return new URLSearchParams(address.search).get("preferences") === "1";
}

/** `?thread=7#message-12` */
export function placeIn(address: { search: string; hash: string }): { thread: number | null; message: number | null } {
  const thread = id(new URLSearchParams(address.search).get("thread"));
  const message = id(/^#message-(\d+)$/.exec(address.hash)?.[1]);
  return { thread, message: thread ? message : null };
}

/** This page's address with that place in it; whatever else the page keeps there stays. */
export function addressOf(thread: number | null, message: number | null): string {
  const url = new URL(location.href);
  url.searchParams.delete("preferences");
  if (thread) url.searchParams.set("thread", String(thread));
  else url.searchParams.delete("thread");
  url.hash = message ? `message-${message}` : "";
  return url.pathname + url.search + url.hash;
}
