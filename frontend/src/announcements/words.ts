// The state of an announcement in words, and its icons.
import { svg } from "lit";
import { gettext } from "../shell/i18n";
import { icon } from "../shell/icons";
import { dateTime } from "../shell/time";
import type { Announcement } from "./announcement";

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
      return gettext("Unpublished");
  }
}

/** When: what it has been, is, or will be. */
export function timeWords({
  state,
  created,
  publish_at: at,
  expires_at: until,
  can_edit: team,
}: Announcement): string[] {
  if (state === "draft" || !at) return [gettext("Created on %(time)s", { time: dateTime(created) })];
  if (state === "scheduled")
    return [gettext("Will be published on %(time)s", { time: dateTime(at) }), ...(until ? [untilWords(until)] : [])];
  if (state === "expired" && until) return [dateTime(at), gettext("Ended on %(time)s", { time: dateTime(until) })];
  return [dateTime(at), ...(team && until ? [untilWords(until)] : [])];
}

function untilWords(until: string): string {
  return gettext("Until %(time)s", { time: dateTime(until) });
}

export const megaphoneIcon = icon(
  svg`<path d="M4 10v4h3l9 4.5v-13L7 10zM7 14l1.5 5H11l-1.2-3.6M19 9.5a4 4 0 0 1 0 5"/>`,
);
export const pinIcon = icon(svg`<path d="M9 3.5h6l-.8 6.2 3.3 3.8h-11l3.3-3.8zM12 13.5v7"/>`);
