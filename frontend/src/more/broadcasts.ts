// Broadcasts as docs/rest_api.md gives them, and what follows from their shapes.
import type { Attachment, Course, Page, Person, Receipt } from "../types";

export type Who = "all" | "modes" | "cohorts" | "people" | "not_started" | "inactive" | "not_submitted" | "scored_below";

/** To whom one goes. What does not belong to `who` is left out. */
export interface Audience {
  who: Who;
  modes?: string[];
  cohorts?: number[];
  usernames?: string[];
  days?: number;
  usage_key?: string;
  /** A percentage. */
  score?: number;
  include_team?: boolean;
}

export interface Emails {
  pending: number;
  sent: number;
  failed: number;
  skipped: number;
  unknown: number;
  digest: number;
}

export interface Progress {
  total: number;
  in_bell: number;
  skipped: number;
  seen: number;
  emails: Emails;
}

export interface Broadcast {
  id: number;
  course: Course;
  subject: string;
  body: string;
  body_html: string;
  attachments: Attachment[];
  sender: Person | null;
  mine: boolean;
  audience: Audience;
  audience_text: string;
  state: "scheduled" | "sending" | "sent" | "cancelled" | "stopped";
  stopped_reason: string;
  created: string;
  send_at: string;
  began: string | null;
  finished: string | null;
  thread: number;
  message: number;
  notify_email: boolean;
  /** For how many more seconds it can be undone; 0 where it is for later, or over. */
  undo_seconds: number;
  editable_until: string;
  progress: Progress;
}

/** Part of a course's people, and how many they are. */
export interface Part<Id> {
  id: Id;
  name: string;
  size: number;
}

/** A word in braces that stands for something of each reader. */
export interface MergeField {
  name: string;
  label: string;
  /** A real learner's; empty where nobody has one. */
  example: string;
}

/** What can be chosen in a course. */
export interface Segments {
  course: Course;
  ended: string | null;
  all: number;
  team: number;
  modes: Part<string>[];
  cohorts: Part<number>[];
  segments: Who[];
  assignments: { usage_key: string; label: string }[];
  fields: MergeField[];
  time_zone: string;
  /** Where to post what should stay; empty where there is no such page. */
  announcements_url: string;
  subject_max_length: number;
  undo_seconds: number;
}

export interface Preview {
  count: number;
  subject: string;
  html: string;
  email_html: string;
  email_text: string;
  empty_fields: { field: string; people: number; at_least: boolean }[];
  sample: Person | null;
}

export interface Template {
  id: number;
  name: string;
  subject: string;
  body: string;
  mine: boolean;
}

/** What became of one with one person. */
export interface Delivered {
  person: Person | null;
  state: "waiting" | "in_bell" | "skipped";
  skipped_reason: string;
  in_bell_at: string | null;
  seen_at: string | null;
  email: Receipt["email"] | null;
}

export type BroadcastPage = Page<Broadcast>;

/** Whether anything about it may still change by itself soon. */
export function isMoving(broadcast: Broadcast): boolean {
  const { state, progress } = broadcast;
  return state === "sending" || (state === "scheduled" && !isForLater(broadcast)) || (state === "sent" && progress.emails.pending > 0);
}

/** It can be edited, cancelled or sent at once: it is neither about to go nor due already. */
export function isForLater({ state, undo_seconds: undo, send_at: at }: Broadcast): boolean {
  return state === "scheduled" && undo <= 0 && Date.parse(at) > Date.now();
}

/** Without what belongs to another choice than `who`; nothing where the choice is not finished. */
export function completed(audience: Audience): Audience | null {
  const { who, include_team } = audience;
  const rest: Partial<Audience> = include_team ? { include_team } : {};
  switch (who) {
    case "modes":
      return audience.modes?.length ? { who, modes: audience.modes, ...rest } : null;
    case "cohorts":
      return audience.cohorts?.length ? { who, cohorts: audience.cohorts, ...rest } : null;
    case "people":
      return audience.usernames?.length ? { who, usernames: audience.usernames } : null;
    case "inactive":
      return isWithin(audience.days, 1, 3650) ? { who, days: audience.days, ...rest } : null;
    case "not_submitted":
      return audience.usage_key ? { who, usage_key: audience.usage_key, ...rest } : null;
    case "scored_below":
      return audience.usage_key && isWithin(audience.score, 1, 100) ? { who, usage_key: audience.usage_key, score: audience.score, ...rest } : null;
    default:
      return { who, ...rest };
  }
}

function isWithin(value: number | undefined, least: number, most: number): value is number {
  return value !== undefined && Number.isInteger(value) && value >= least && value <= most;
}

/** Part of a whole as a whole percentage: never 100 before it is all. */
export function percentage(part: number, whole: number): number {
  return whole > 0 ? Math.floor((Math.min(part, whole) / whole) * 100) : 100;
}
