// The shapes of the REST API, as docs/rest_api.md gives them.

export type Role = "instructor" | "staff" | "learner" | null;

export interface Person {
  username: string;
  name: string;
  image_url: string;
  role: Role;
}

/** Somebody one may write to. */
export interface Recipient extends Person {
  is_default: boolean;
}

/** Somebody enrolled, as the course team sees them. */
export interface Enrolled extends Person {
  cohort: string | null;
  /** 0 to 1. */
  progress: number | null;
  last_contact: string | null;
  /** The direct thread with me, if there is one. */
  thread: number | null;
}

export interface Course {
  id: string;
  name: string;
  url: string;
}

export interface LastMessage {
  id: number;
  sender: Person | null;
  mine: boolean;
  preview: string;
  created: string;
  has_attachments: boolean;
}

/** What is mine alone about a thread. */
export interface ThreadState {
  starred: boolean;
  archived: boolean;
  muted: boolean;
}

export interface Thread extends ThreadState {
  id: number;
  kind: "direct" | "group" | "broadcast";
  title: string;
  group_chat: boolean;
  course: Course;
  participants: (Person | null)[];
  participant_count: number;
  last_message: LastMessage | null;
  unread: number;
}

/** Somebody who is not in a thread has opened it. */
export interface Disclosure {
  by: Person | null;
  at: string;
  reason: string;
}

/** A thread as `GET threads/{id}/` answers it. */
export interface ThreadDetail extends Thread {
  can_write: boolean;
  cannot_write_reason: string;
  my_role: "owner" | "member";
  /** The newest first. */
  disclosures: Disclosure[];
  /** Of a thread of that kind. */
  broadcast?: BroadcastPlace | null;
}

/** What somebody in the thread of a broadcast may know of it. */
export interface BroadcastPlace {
  id: number;
  /** It went to all learners of the course. */
  everyone: boolean;
  mine: boolean;
  /** Why no answer would reach its sender; else empty. */
  cannot_reply_reason: string;
  /** Where its report is, for the course team; else empty. */
  report_url: string;
}

export interface Attachment {
  id: number;
  name: string;
  size: number;
  content_type: string;
  url: string;
}

export interface Context {
  kind: "block" | "discussion" | "page" | "broadcast";
  label: string;
  path: string[];
  url: string;
  excerpt: string;
  /** Of an assignment, where it is known: when it is due for the sender, and what they have handed in. */
  due?: string;
  attempts?: number;
  submitted_at?: string;
}

export interface Receipts {
  recipients: number;
  seen: number;
  seen_at: string | null;
}

export interface Message {
  id: number;
  thread: number;
  sender: Person | null;
  mine: boolean;
  created: string;
  body: string;
  body_html: string;
  attachments: Attachment[];
  context: Context | null;
  receipts: Receipts | null;
  unread: boolean;
}

export interface Notification {
  id: number;
  message: number;
  thread: number;
  sender: Person | null;
  preview: string;
  course: Course;
  context_label: string;
  created: string;
  unread: boolean;
  url: string;
  thread_title: string;
  /** The id of the announcement that it is about. */
  announcement: number | null;
}

/** How I want to hear of messages by email. */
export type EmailChoice = "each" | "daily" | "none";

export interface EmailPreferences {
  email: EmailChoice;
  /** Those that have a choice of their own. */
  courses: { course: Course; email: EmailChoice }[];
}

/** What became of a message of mine with one recipient. */
export interface Receipt {
  person: Person | null;
  seen_at: string | null;
  email: {
    state: "pending" | "sending" | "digest" | "sent" | "failed" | "skipped" | "unknown";
    /** A code, or an error's own words. */
    reason: string;
    at: string | null;
  };
}

export interface Config {
  me: { username: string; name: string };
  poll_seconds: number;
  message_max_length: number;
  attachments: { max_bytes: number; max_count: number; extensions: string[] };
  inbox_url: string;
  /** The second script; empty where the site cannot serve it. */
  more_url: string;
}

export interface Page<T> {
  results: T[];
  next_cursor: string | null;
}

/** Part of the roster; `cohorts` are the names of those one may choose from. */
export interface RosterPage extends Page<Enrolled> {
  cohorts?: string[];
}

/** What a request's fields have wrong with them. */
export type Fields = Record<string, string[]>;
