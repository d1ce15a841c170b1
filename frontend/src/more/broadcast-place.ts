// Which view of the broadcasts the page's address names, and the address that names another.

/** `?broadcast=`: empty for the list, `new`, an id, or `12/edit`; nothing where the page shows none of it. */
export function broadcastIn(address: { search: string }): string | null {
  const place = new URLSearchParams(address.search).get("broadcast");
  if (place === "list") return "";
  return place && /^(new|\d{1,15}(\/edit)?)$/.test(place) ? place : null;
}

/** This page's address with that in it; whatever else the page keeps there stays. */
export function addressOfBroadcast(place: string | null): string {
  const url = new URL(location.href);
  if (place === null) url.searchParams.delete("broadcast");
  else url.searchParams.set("broadcast", place || "list");
  return url.pathname + url.search + url.hash;
}
