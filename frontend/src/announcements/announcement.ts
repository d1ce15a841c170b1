// Announcements as the API returns them, and the content of their form.
import { gettext } from "../shell/i18n";
import type { Fields, Schemas } from "../shell/types";
import type { Draft } from "../writing/drafts";
import { failedFiles, type Form, tooLong } from "../writing/form";
import { localTime, momentOf, ownZone, suggestion } from "../writing/schedule";

export type Announcement = Schemas["Announcement"];
/** A page of announcements; `time_zone` is the course's. */
export type AnnouncementPage = Schemas["Board"];
export type Banner = Schemas["Banner"];

export type When = "now" | "later" | "draft";

export interface Content extends Draft {
  title: string;
  pinned: boolean;
  when: When;
  /** The local time in `zone` at publication. */
  local: string;
  ends: boolean;
  endLocal: string;
  zone: string;
  ring: boolean;
  email: boolean;
}

/** Whether people may have read it: its notifications can no longer be changed then. */
export function isOut(announcement: Announcement | null): boolean {
  return announcement !== null && announcement.state !== "draft" && announcement.state !== "scheduled";
}

const WEEK_MS = 7 * 24 * 3_600_000;

export function newContent(): Content {
  const zone = ownZone();
  const times = {
    when: "now" as When,
    local: suggestion(new Date(), zone),
    ends: false,
    endLocal: suggestion(new Date(Date.now() + WEEK_MS), zone),
    zone,
  };
  return {
    title: "",
    body: "",
    pinned: false,
    ring: true,
    email: false,
    recipients: [],
    group: null,
    attachments: [],
    attempt: null,
    ...times,
  };
}

/** Of one that is to be changed. */
export function contentOf(announcement: Announcement): Content {
  const { title, body, pinned, ring, email, attachments, state, publish_at: from, expires_at: until } = announcement;
  const fresh = newContent();
  const local = from ? localTime(new Date(from), fresh.zone) : fresh.local;
  const endLocal = until ? localTime(new Date(until), fresh.zone) : fresh.endLocal;
  const when = state === "draft" ? "draft" : state === "scheduled" ? "later" : "now";
  return { ...fresh, title, body, pinned, ring, email, attachments, when, local, ends: until !== null, endLocal };
}

export function isEmpty({ title, body, attachments }: Content): boolean {
  return !title && !body && !attachments.length;
}

export function beginOf({ when, local, zone }: Content): Date | null {
  return when === "later" ? momentOf(local, zone) : null;
}

export function endOf({ ends, endLocal, zone }: Content): Date | null {
  return ends ? momentOf(endLocal, zone) : null;
}

/** As `POST announcements/` and `PATCH announcements/{id}/` take it; only of content without mistakes. */
export function payload(content: Content, attachments: number[], before: Announcement | null): Record<string, unknown> {
  const { title, body, pinned, ring, email, when } = content;
  const end = endOf(content)?.toISOString() ?? null;
  // The form has minutes only: an unchanged end keeps its seconds.
  const kept = before?.expires_at && end && sameMinute(before.expires_at, end) ? before.expires_at : end;
  const said = { title: title.trim(), body, attachments, pinned, expires_at: kept };
  if (isOut(before)) return said;
  const at =
    when === "draft"
      ? { publish_at: null }
      : when === "later"
        ? { publish_at: beginOf(content)?.toISOString() }
        : before
          ? { published: true }
          : {};
  return { ...said, ring, email: ring && email, ...at };
}

function sameMinute(a: string, b: string): boolean {
  return Math.floor(Date.parse(a) / 60_000) === Math.floor(Date.parse(b) / 60_000);
}

const TITLE_LIMIT = 255;

function beginMistake(content: Content, before: Announcement | null): string[] {
  if (content.when !== "later" || isOut(before)) return [];
  const moment = beginOf(content);
  if (!moment) return [gettext("Enter a date and time.")];
  return moment.getTime() <= Date.now()
    ? [gettext("This time is in the past. Choose a later time, or publish now.")]
    : [];
}

function endMistake(content: Content, before: Announcement | null): string[] {
  if (!content.ends) return [];
  const end = endOf(content);
  if (!end) return [gettext("Enter a date and time.")];
  if (before?.expires_at && sameMinute(before.expires_at, end.toISOString())) return [];
  const begin = beginOf(content)?.getTime() ?? Date.now();
  return end.getTime() <= Math.max(begin, Date.now())
    ? [gettext("The end must be after the time of publication.")]
    : [];
}

/** The errors that are known before the server is asked. */
export function mistakesOf({ content, config, uploads }: Form<Content>, before: Announcement | null): Fields {
  const { body } = content;
  const title = content.title.trim();
  return {
    title: title ? tooLong(title, TITLE_LIMIT) : [gettext("Enter a title.")],
    body: body.trim() ? tooLong(body, config?.message_max_length) : [gettext("Enter some text.")],
    attachments: failedFiles(uploads),
    publish_at: beginMistake(content, before),
    expires_at: endMistake(content, before),
  };
}
