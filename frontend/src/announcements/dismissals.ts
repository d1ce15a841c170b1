// The banners that a reader dismissed in this browser, known without a request. The server knows those of all browsers.

const PREFIX = "proserva.dismissed:";
/** Of so many banners the latest are remembered; the server knows of all. */
const KEPT = 50;

type Dismissed = Record<string, number>;

function read(reader: string): Dismissed {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PREFIX + reader) ?? "{}");
    return typeof stored === "object" && stored !== null && !Array.isArray(stored) ? (stored as Dismissed) : {};
  } catch {
    return {}; // refused, as in private windows, or spoilt
  }
}

/** From now on an announcement's text of that version, or an older one, is not to be shown to a reader above pages. */
export function dismiss(reader: string, id: number, version: number): void {
  if (!reader) return;
  const latest = [
    ...Object.entries(read(reader)).filter(([each]) => each !== String(id)),
    [String(id), version] as const,
  ].slice(-KEPT);
  try {
    localStorage.setItem(PREFIX + reader, JSON.stringify(Object.fromEntries(latest)));
  } catch {
    // The server remembers it.
  }
}

/** Whether the reader dismissed all of `current`, the ids and text versions of possible banners ("12.3 15.1"). */
export function allDismissed(reader: string, current: string): boolean {
  const known = [...current.matchAll(/(\d+)\.(\d+)/g)];
  if (!reader || !known.length) return false;
  const dismissed = read(reader);
  return known.every(([, id, version]) => Number(dismissed[id ?? ""] ?? 0) >= Number(version));
}
