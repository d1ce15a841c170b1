// What is going on with an announcement, in words.
import { gettext } from "../i18n";
import { dateTime } from "../time";
import type { Announcement } from "./announcements";

type State = Announcement["state"];

/** One or two words, for the course team. */
export function stateName(state: State): string {
  switch (state) {
    case "draft":
      return gettext("Draft");
    case "scheduled":
      return gettext("Scheduled");
    case "published":
      return gettext("Published");
    case "expired":
      return gettext("Ended");
    case "unpublished":
      return gettext("Taken down");
  }
}

/** When: what it has been, is, or will be. */
export function timeWords({ state, created, publish_at: at, expires_at: until, can_edit: team }: Announcement): string[] {
  if (state === "draft" || !at) return [gettext("Written on %(time)s", { time: dateTime(created) })];
  if (state === "scheduled") return [gettext("Will be published on %(time)s", { time: dateTime(at) }), ...(until ? [untilWords(until)] : [])];
  if (state === "expired" && until) return [dateTime(at), gettext("Ended on %(time)s", { time: dateTime(until) })];
  return [dateTime(at), ...(team && until ? [untilWords(until)] : [])];
}

function untilWords(until: string): string {
  return gettext("Until %(time)s", { time: dateTime(until) });
}
