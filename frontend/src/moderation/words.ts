// The words for reasons and outcomes of reports.
import { gettext } from "../shell/i18n";
import type { ReportReason } from "../shell/types";

export const REASONS: ReportReason[] = ["harassment", "cheating", "spam", "danger", "other"];

export function reasonWords(reason: ReportReason): string {
  switch (reason) {
    case "harassment":
      return gettext("Harassment or bullying");
    case "cheating":
      return gettext("Cheating");
    case "spam":
      return gettext("Spam or advertising");
    case "danger":
      return gettext("Someone may be in danger");
    case "other":
      return gettext("Something else");
  }
}

/** An outcome as a choice, and what it does. */
export function outcomeChoice(outcome: string): [string, string] {
  switch (outcome) {
    case "warned":
      return [gettext("I have warned the sender"), gettext("Write to them first. This only records it.")];
    case "removed":
      return [gettext("Remove the message"), gettext("Its text and files are deleted for everyone.")];
    case "restricted":
      return [
        gettext("Stop messages to classmates"),
        gettext("The sender can write only to the course team. You can reverse this."),
      ];
    case "passed":
      return [gettext("Pass it to the site"), gettext("The course team no longer sees it.")];
    default:
      return [gettext("No action"), gettext("The report is closed.")];
  }
}

/** An outcome that was recorded. */
export function outcomeWords(outcome: string): string {
  switch (outcome) {
    case "warned":
      return gettext("Sender warned");
    case "removed":
      return gettext("Message removed");
    case "restricted":
      return gettext("Messages to classmates stopped");
    case "passed":
      return gettext("Passed to the site");
    case "none":
      return gettext("No action");
    default:
      return gettext("Open");
  }
}
