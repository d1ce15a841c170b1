// Page addresses: the thread, message, settings, discussion post or profile in an address, and addresses for them.

function id(text: string | null | undefined): number | null {
  return text && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** `?preferences=1`: the target of the settings link in emails. */
export function asksForPreferences(address: { search: string }): boolean {
  return new URLSearchParams(address.search).get("preferences") === "1";
}

/** `?thread=7#message-12` */
export function targetIn(address: { search: string; hash: string }): { thread: number | null; message: number | null } {
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

export interface Post {
  course: string;
  thread: string;
}

/**
 * `/discussions/<course>/…/posts/<id>` of the discussions front end, wherever that is mounted: its pages name a post in
 * five ways. `/courses/<course>/discussion/forum/<topic>/threads/<id>` of the legacy page.
 */
export function postIn({ pathname }: { pathname: string }): Post | null {
  const parts =
    /\/([^/]+)\/(?:posts|my-posts|(?:category|topics|learners)\/[^/]+\/posts|discussion\/forum\/[^/]+\/threads)\/([0-9a-z]+)\/?$/i.exec(
      pathname,
    );
  const course = decodeURIComponent(parts?.[1] ?? "");
  return parts?.[2] && /^(course-v1|ccx-v1):/.test(course) ? { course, thread: parts[2] } : null;
}

/** The post of this page, or of the discussion that stands in a frame beside a lesson. */
export function postOnPage(page: Window): Post | null {
  const frames = [...page.document.querySelectorAll<HTMLIFrameElement>('iframe[src*="inContextSidebar"]')];
  const places = [page.location, ...frames.map((frame) => addressOfFrame(frame))];
  return places.map((place) => place && postIn(place)).find((post) => post) ?? null;
}

/** Only a page of the same host reveals its address. */
function addressOfFrame(frame: HTMLIFrameElement): { pathname: string } | null {
  try {
    return frame.contentWindow?.location.pathname ? frame.contentWindow.location : null;
  } catch {
    return null;
  }
}

/** `/profile/u/<username>` of the profile front end, wherever that is mounted; empty elsewhere. */
export function personIn({ pathname }: { pathname: string }): string {
  return decodeURIComponent(/\/u\/([^/]+)\/?$/.exec(pathname)?.[1] ?? "");
}
