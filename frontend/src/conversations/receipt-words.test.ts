// Tests of receipts in words.
import { expect, it } from "vitest";
import type { Receipt } from "../shell/types";
import { emailWords, reasonOf } from "./receipt-words";

type Email = NonNullable<Receipt["email"]>;
const email = (state: Email["state"], reason = "", at: string | null = null) => ({ state, reason, at });

it.each<[Email, string, string]>([
  [email("pending"), "The email is waiting to be sent.", ""],
  [email("pending", "OSError: no route"), "The email could not be sent yet. It will be retried.", "OSError: no route"],
  [email("pending", "paused"), "The email is waiting to be sent.", ""],
  [email("pending", "expired"), "The email could not be sent yet. It will be retried.", ""],
  [email("sending"), "The email is being sent.", ""],
  [email("digest"), "It will be in their daily email.", ""],
  [email("sent"), "Email sent", ""],
  [email("failed", "no_channel"), "The email could not be sent.", "This site has no way to send emails."],
  [email("skipped", "opted_out"), "No email: turned off in their settings.", ""],
  [email("skipped", "unenrolled"), "No email: no longer in the course.", ""],
  [email("skipped", "left"), "No email: no longer in the conversation.", ""],
  [email("skipped", "no_address"), "No email: no email address.", ""],
  [email("skipped", "inactive"), "No email: account not active.", ""],
  [email("skipped", "policy"), "No email: not allowed by this site's policy.", ""],
  [email("skipped", "news to us"), "No email was sent.", ""],
  [email("unknown", "interrupted"), "Sending was interrupted; the email may or may not have arrived.", ""],
])("puts an email that is %j into words", (what, words, reason) => {
  expect([emailWords(what), reasonOf(what)]).toEqual([words, reason]);
});
