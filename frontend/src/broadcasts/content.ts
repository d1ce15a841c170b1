// The content of the broadcast form: its start values, its payload, and its errors.
import { gettext } from "../shell/i18n";
import type { Fields } from "../shell/types";
import type { Draft } from "../writing/drafts";
import { failedFiles, type Form, tooLong } from "../writing/form";
import { localTime, momentOf, ownZone, suggestion } from "../writing/schedule";
import { type Audience, type Broadcast, completed, type Segments } from "./broadcast";

export interface Content extends Draft {
  subject: string;
  audience: Audience;
  later: boolean;
  /** The local time in `zone` at sending. */
  local: string;
  zone: string;
  notify: boolean;
}

export function newContent(): Content {
  const zone = ownZone();
  const later = { later: false, local: suggestion(new Date(), zone), zone };
  return {
    subject: "",
    body: "",
    audience: { who: "all" },
    notify: true,
    recipients: [],
    group: null,
    attachments: [],
    attempt: null,
    ...later,
  };
}

/** Of one that is to be changed. */
export function contentOf(broadcast: Broadcast): Content {
  const { subject, body, audience, attachments, notify_email: notify, send_at } = broadcast;
  const zone = ownZone();
  return {
    ...newContent(),
    subject,
    body,
    audience,
    attachments,
    notify,
    later: true,
    local: localTime(new Date(send_at), zone),
    zone,
  };
}

export function isEmpty({ subject, body, attachments }: Content): boolean {
  return !subject && !body && !attachments.length;
}

export function momentIn({ later, local, zone }: Content): Date | null {
  return later ? momentOf(local, zone) : null;
}

/** As `POST broadcasts/` and `PATCH broadcasts/{id}/` take it; only of content without mistakes. */
export function payload(content: Content, attachments: number[]): Record<string, unknown> {
  const { subject, body, audience, notify } = content;
  const at = momentIn(content)?.toISOString();
  return {
    subject: subject.trim(),
    body,
    attachments,
    audience: completed(audience),
    notify_email: notify,
    ...(at && { send_at: at }),
  };
}

function audienceMistake({ who }: Audience): string {
  switch (who) {
    case "modes":
    case "cohorts":
      return gettext("Choose at least one.");
    case "people":
      return gettext("Choose at least one person.");
    case "inactive":
      return gettext("Enter a number of days.");
    default:
      return gettext("Choose an assignment and a score from 1 to 100.");
  }
}

function timeMistake(content: Content): string[] {
  if (!content.later) return [];
  const moment = momentIn(content);
  if (!moment) return [gettext("Enter a date and time.")];
  return moment.getTime() <= Date.now() ? [gettext("This time is in the past. Choose a later time, or send now.")] : [];
}

/** The errors that are known before the server is asked. */
export function mistakesOf({ content, config, uploads }: Form<Content>, segments: Segments | null): Fields {
  const { body, audience } = content;
  const subject = content.subject.trim();
  return {
    audience: completed(audience) ? [] : [audienceMistake(audience)],
    subject: subject ? tooLong(subject, segments?.subject_max_length) : [gettext("Enter a subject.")],
    body: body.trim() ? tooLong(body, config?.message_max_length) : [gettext("Enter some text.")],
    attachments: failedFiles(uploads),
    send_at: timeMistake(content),
  };
}
