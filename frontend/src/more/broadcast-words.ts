// What is going on with a broadcast, in words.
import { type Broadcast, type Delivered, isForLater, percentage } from "./broadcasts";
import { gettext, language, ngettext } from "../i18n";
import { dateTime } from "../time";

/** One or two words, and whether they are good or bad news. */
export function stateWords(broadcast: Broadcast): { words: string; mood: "" | "good" | "bad" } {
  switch (broadcast.state) {
    case "scheduled":
      return { words: isForLater(broadcast) ? gettext("Scheduled") : gettext("About to be sent"), mood: "" };
    case "sending":
      return { words: gettext("Sending"), mood: "" };
    case "sent":
      return { words: gettext("Sent"), mood: "good" };
    case "cancelled":
      return { words: gettext("Cancelled"), mood: "" };
    case "stopped":
      return { words: gettext("Stopped"), mood: "bad" };
  }
}

/** A sentence about where it stands. */
export function standing(broadcast: Broadcast): string {
  const { state, progress, stopped_reason: reason, send_at: at } = broadcast;
  const { total, in_bell: reached } = progress;
  switch (state) {
    case "scheduled":
      return isForLater(broadcast) ? gettext("It will be sent on %(time)s.", { time: dateTime(at) }) : gettext("It is about to be sent.");
    case "sending":
      return gettext("It is being sent. You may leave this page: sending goes on.");
    case "sent":
      return ngettext("It is in the messages of %(count)s person.", "It is in the messages of %(count)s people.", reached);
    case "cancelled":
      return gettext("It was cancelled. Nobody got it.");
    case "stopped":
      return `${reason || gettext("It was stopped.")} ${gettext("%(reached)s of %(total)s people have it.", { reached, total })}`;
  }
}

/** "12 of 30 (40%)" */
export function partWords(part: number, whole: number): string {
  const percent = new Intl.NumberFormat(language(), { style: "percent" }).format(percentage(part, whole) / 100);
  return gettext("%(part)s of %(whole)s (%(percent)s)", { part, whole, percent });
}

/** Why somebody has not got it. */
export function skippedWords({ skipped_reason: reason }: Delivered): string {
  switch (reason) {
    case "unenrolled":
      return gettext("Left out: no longer enrolled");
    case "retired":
      return gettext("Left out: has left this site");
    case "inactive":
      return gettext("Left out: the account is not active");
    default:
      return gettext("Left out");
  }
}
