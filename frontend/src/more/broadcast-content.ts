// What is written in the form of a broadcast: how it begins, what the server is told, and what is wrong with it.
import { type Audience, type Broadcast, completed, type Segments } from "./broadcasts";
import type { Draft } from "../drafts";
import { gettext, ngettext } from "../i18n";
import { textLength } from "../markdown";
import { localTime, momentOf, ownZone, suggestion } from "./schedule";
import type { Config, Fields } from "../types";
import type { Uploads } from "../uploads";

export interface Content extends Draft {
  subject: string;
  audience: Audience;
  later: boolean;
  /** What the clock of `zone` will show when it is sent. */
  local: string;
  zone: string;
  notify: boolean;
}

export function newContent(): Content {
  const zone = ownZone();
  const later = { later: false, local: suggestion(new Date(), zone), zone };
  return { subject: "", body: "", audience: { who: "all" }, notify: true, recipients: [], group: null, attachments: [], attempt: null, ...later };
}

/** Of one that is to be changed. */
export function contentOf(broadcast: Broadcast): Content {
  const { subject, body, audience, attachments, notify_email: notify, send_at } = broadcast;
  const zone = ownZone();
  return { ...newContent(), subject, body, audience, attachments, notify, later: true, local: localTime(new Date(send_at), zone), zone };
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
  return { subject: subject.trim(), body, attachments, audience: completed(audience), notify_email: notify, ...(at && { send_at: at }) };
}

interface Surroundings {
  config: Config | null;
  segments: Segments | null;
  uploads: Uploads;
}

function tooLong(text: string, limit: number | undefined): string[] {
  const over = limit ? textLength(text) - limit : 0;
  return over > 0 ? [ngettext("This is %(count)s character too long.", "This is %(count)s characters too long.", over)] : [];
}

function audienceMistake({ who }: Audience): string {
  switch (who) {
    case "modes":
    case "cohorts":
      return gettext("Choose at least one.");
    case "people":
      return gettext("Pick somebody.");
    case "inactive":
      return gettext("Give a number of days, from 1 on.");
    default:
      return gettext("Choose an assignment, and a mark from 1 to 100.");
  }
}

function timeMistake(content: Content): string[] {
  if (!content.later) return [];
  const moment = momentIn(content);
  if (!moment) return [gettext("Give a date and a time.")];
  return moment.getTime() <= Date.now() ? [gettext("That time is over. Choose a later one, or send it now.")] : [];
}

/** What can be known before the server is asked. */
export function mistakesOf(content: Content, { config, segments, uploads }: Surroundings): Fields {
  const { subject, body, audience } = content;
  const found: Fields = {
    audience: completed(audience) ? [] : [audienceMistake(audience)],
    subject: subject.trim() ? tooLong(subject.trim(), segments?.subject_max_length) : [gettext("Give it a subject.")],
    body: body.trim() ? tooLong(body, config?.message_max_length) : [gettext("Write something.")],
    attachments: uploads.failed ? [gettext("A file could not be uploaded. Try it again or remove it.")] : [],
    send_at: timeMistake(content),
  };
  return Object.fromEntries(Object.entries(found).filter(([, texts]) => texts.length));
}
