// The state of a broadcast, in words.
import { gettext, language, ngettext } from "../shell/i18n";
import { dateTime } from "../shell/time";
import { type Broadcast, type Delivered, isForLater, percentage } from "./broadcast";

/** One or two words, and whether they are good or bad news. */
export function stateWords(broadcast: Broadcast): { words: string; mood: "" | "good" | "bad" } {
  switch (broadcast.state) {
    case "scheduled":
      return { words: isForLater(broadcast) ? gettext("Scheduled") : gettext("Sending soon"), mood: "" };
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

/** A sentence about its state. */
export function stateSentence(broadcast: Broadcast): string {
  const { state, progress, stopped_reason: reason, send_at: at } = broadcast;
  const { total, in_bell: reached } = progress;
  switch (state) {
    case "scheduled":
      return isForLater(broadcast)
        ? gettext("It will be sent on %(time)s.", { time: dateTime(at) })
        : gettext("It will be sent in a moment.");
    case "sending":
      return gettext("It is being sent. You can leave this page; sending continues.");
    case "sent":
      return ngettext("Delivered to %(count)s person.", "Delivered to %(count)s people.", reached);
    case "cancelled":
      return gettext("It was cancelled before it was sent.");
    case "stopped":
      return `${reason || gettext("It was stopped.")} ${gettext("Delivered to %(reached)s of %(total)s people.", { reached, total })}`;
  }
}

/** "12 of 30 (40%)" */
export function partWords(part: number, whole: number): string {
  const percent = new Intl.NumberFormat(language(), { style: "percent" }).format(percentage(part, whole) / 100);
  return gettext("%(part)s of %(whole)s (%(percent)s)", { part, whole, percent });
}

/** Why it was not delivered to a person. */
export function skippedWords({ skipped_reason: reason }: Delivered): string {
  switch (reason) {
    case "unenrolled":
      return gettext("Skipped: no longer enrolled");
    case "retired":
      return gettext("Skipped: has left this site");
    case "inactive":
      return gettext("Skipped: account not active");
    default:
      return gettext("Skipped");
  }
}
