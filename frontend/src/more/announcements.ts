// Announcements as the API tells them, and what is written in their form.
import type { Draft } from "../drafts";
import { gettext, ngettext } from "../i18n";
import { textLength } from "../markdown";
import { localTime, momentOf, ownZone, suggestion } from "./schedule";
import type { Attachment, Config, Course, Fields, Page, Person } from "../types";
import type { Uploads } from "../uploads";

export interface Announcement {
  id: number;
  course: Course;
  title: string;
  body: string;
  body_html: string;
  attachments: Attachment[];
  author: Person | null;
  pinned: boolean;
  state: "draft" | "scheduled" | "published" | "expired" | "unpublished";
  publish_at: string | null;
  expires_at: string | null;
  created: string;
  edited: string | null;
  unread: boolean;
  dismissed: boolean;
  can_edit: boolean;
  version: number;
  ring: boolean;
  email: boolean;
  url: string;
}

export interface AnnouncementPage extends Page<Announcement> {
  can_post: boolean;
  /** The course's. */
  time_zone: string;
}

export interface Banner {
  id: number;
  title: string;
  preview: string;
  pinned: boolean;
  publish_at: string;
  edited: string | null;
  version: number;
  unread: boolean;
  url: string;
}

export type When = "now" | "later" | "draft";

export interface Content extends Draft {
  title: string;
  pinned: boolean;
  when: When;
  /** What the clock of `zone` will show when it is published. */
  local: string;
  ends: boolean;
  endLocal: string;
  zone: string;
  ring: boolean;
  email: boolean;
}

/** Whether people may have read it: when and how it is announced is settled then. */
export function isOut(announcement: Announcement | null): boolean {
  return announcement !== null && announcement.state !== "draft" && announcement.state !== "scheduled";
}

const WEEK_MS = 7 * 24 * 3_600_000;

export function newContent(): Content {
  const zone = ownZone();
  const times = { when: "now" as When, local: suggestion(new Date(), zone), ends: false, endLocal: suggestion(new Date(Date.now() + WEEK_MS), zone), zone };
  return { title: "", body: "", pinned: false, ring: true, email: false, recipients: [], group: null, attachments: [], attempt: null, ...times };
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
  // The clock of the form knows minutes only: an end that nobody touched stays what it was, to the second.
  const kept = before?.expires_at && end && sameMinute(before.expires_at, end) ? before.expires_at : end;
  const said = { title: title.trim(), body, attachments, pinned, expires_at: kept };
  if (isOut(before)) return said;
  const at = when === "draft" ? { publish_at: null } : when === "later" ? { publish_at: beginOf(content)?.toISOString() } : before ? { published: true } : {};
  return { ...said, ring, email: ring && email, ...at };
}

function sameMinute(a: string, b: string): boolean {
  return Math.floor(Date.parse(a) / 60_000) === Math.floor(Date.parse(b) / 60_000);
}

interface Surroundings {
  config: Config | null;
  uploads: Uploads;
  before: Announcement | null;
}

const TITLE_LIMIT = 255;

function tooLong(text: string, limit: number | undefined): string[] {
  const over = limit ? textLength(text) - limit : 0;
  return over > 0 ? [ngettext("This is %(count)s character too long.", "This is %(count)s characters too long.", over)] : [];
}

function beginMistake(content: Content, before: Announcement | null): string[] {
  if (content.when !== "later" || isOut(before)) return [];
  const moment = beginOf(content);
  if (!moment) return [gettext("Give a date and a time.")];
  return moment.getTime() <= Date.now() ? [gettext("That time is over. Choose a later one, or publish it now.")] : [];
}

function endMistake(content: Content, before: Announcement | null): string[] {
  if (!content.ends) return [];
  const end = endOf(content);
  if (!end) return [gettext("Give a date and a time.")];
  if (before?.expires_at && sameMinute(before.expires_at, end.toISOString())) return [];
  const begin = beginOf(content)?.getTime() ?? Date.now();
  return end.getTime() <= Math.max(begin, Date.now()) ? [gettext("It has to end after it is published.")] : [];
}

/** What can be known before the server is asked. */
export function mistakesOf(content: Content, { config, uploads, before }: Surroundings): Fields {
  const title = content.title.trim();
  const found: Fields = {
    title: title ? tooLong(title, TITLE_LIMIT) : [gettext("Give it a title.")],
    body: content.body.trim() ? tooLong(content.body, config?.message_max_length) : [gettext("Write something.")],
    attachments: uploads.failed ? [gettext("A file could not be uploaded. Try it again or remove it.")] : [],
    publish_at: beginMistake(content, before),
    expires_at: endMistake(content, before),
  };
  return Object.fromEntries(Object.entries(found).filter(([, texts]) => texts.length));
}
