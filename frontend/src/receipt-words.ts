// What an email did, in words for whoever wrote the message.
import { gettext } from "./i18n";
import { dateTime } from "./time";
import type { Receipt } from "./types";

type Email = Receipt["email"];

/** The reasons that are codes; any other is what an error said. */
function skippedWords(reason: string): string {
  switch (reason) {
    case "muted":
      return gettext("No email: they have muted this conversation.");
    case "opted_out":
      return gettext("No email: they have chosen to get none.");
    case "no_address":
      return gettext("No email: they have no email address.");
    case "inactive":
      return gettext("No email: their account is not active.");
    case "policy":
      return gettext("No email: this site's rules forbid it.");
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
      return reason ? gettext("The email could not be sent yet; it will be tried again.") : gettext("The email is waiting to be sent.");
    case "sending":
      return gettext("The email is being sent.");
    case "digest":
      return gettext("It will be in their daily email.");
    case "failed":
      return gettext("The email could not be sent and was given up.");
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
  return reason === "expired" ? "" : reason;
}
