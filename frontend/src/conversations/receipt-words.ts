// The email status of a message, in words for its sender.
import { gettext } from "../shell/i18n";
import { dateTime } from "../shell/time";
import type { Receipt } from "../shell/types";

type Email = NonNullable<Receipt["email"]>;

/** The reasons that are codes; any other is what an error said. */
function skippedWords(reason: string): string {
  switch (reason) {
    case "muted":
      return gettext("No email: conversation muted.");
    case "opted_out":
      return gettext("No email: turned off in their settings.");
    case "no_address":
      return gettext("No email: no email address.");
    case "inactive":
      return gettext("No email: account not active.");
    case "unenrolled":
      return gettext("No email: no longer in the course.");
    case "left":
      return gettext("No email: no longer in the conversation.");
    case "policy":
      return gettext("No email: not allowed by this site's policy.");
    default:
      return gettext("No email was sent.");
  }
}

/** One sentence. */
export function emailWords({ state, reason, at }: Email): string {
  switch (state) {
    case "sent":
      return at ? gettext("Email sent %(time)s", { time: dateTime(at) }) : gettext("Email sent");
    case "pending":
      return reason && reason !== "paused"
        ? gettext("The email could not be sent yet. It will be retried.")
        : gettext("The email is waiting to be sent.");
    case "sending":
      return gettext("The email is being sent.");
    case "digest":
      return gettext("It will be in their daily email.");
    case "failed":
      return gettext("The email could not be sent.");
    case "skipped":
      return skippedWords(reason);
    case "unknown":
      return gettext("Sending was interrupted; the email may or may not have arrived.");
  }
}

/** Why, where an email failed or waits for another try. */
export function reasonOf({ state, reason }: Email): string {
  if (state !== "failed" && state !== "pending" && state !== "digest") return "";
  if (reason === "no_channel") return gettext("This site has no way to send emails.");
  return reason === "expired" || reason === "paused" ? "" : reason;
}

/** Whether the sender can send the email again: it is not on its way, and the recipient has not seen the message. */
export function isLost({ seen_at: seen, email }: Receipt): boolean {
  return !seen && (email?.state === "failed" || email?.state === "unknown");
}
