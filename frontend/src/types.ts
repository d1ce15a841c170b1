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

/** Somebody, and where I may write to them. */
export interface SharedCourses {
  person: Person;
  results: Course[];
}

export interface LastMessage {
  id: number;
  sender: Person | null;
  mine: boolean;
  preview: string;
  created: string;
  has_attachments: boolean;
  /** It is a line that tells of the conversation, not somebody's words. */
  event: boolean;
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
  /** Since when nobody writes here any more. */
  closed: string | null;
  /** Since when I am not in it any more, */
  left: string | null;
  /** and whether somebody else did that. */
  removed: boolean;
}

/** Somebody who is not in a thread has opened it. */
export interface Disclosure {
  by: Person | null;
  at: string;
  reason: string;
}

export type ThreadRole = "owner" | "member";

/** What somebody who is added sees of what was written before. */
export type History = "all" | "none";

/** What I may do with a thread now. */
export interface Powers {
  set_group_chat: boolean;
  rename: boolean;
  close: boolean;
  add: boolean;
  remove: boolean;
  set_permissions: boolean;
  hand_over: boolean;
  leave: boolean;
  keep_in_step: boolean;
}

/** A cohort whose people are in a thread; in step, they join and leave with it. */
export interface ThreadCohort {
  id: number;
  name: string;
  in_step: boolean;
}

/** A cohort that I may start a group from. */
export interface Cohort {
  id: number;
  name: string;
  size: number;
}

/** What somebody who starts a group says of it beside who is in it. */
export interface GroupChoice {
  title: string;
  /** Their ids. */
  cohorts: number[];
  keepInStep: boolean;
}

/** A thread as `GET threads/{id}/` answers it. */
export interface ThreadDetail extends Thread {
  created: string;
  can_write: boolean;
  cannot_write_reason: string;
  my_role: ThreadRole;
  members_may_add: boolean;
  members_may_remove: boolean;
  can: Powers;
  cohorts: ThreadCohort[];
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

/** Somebody's place in a thread. */
export interface Member extends Person {
  thread_role: ThreadRole;
  /** What holds for them, */
  may_add: boolean;
  may_remove: boolean;
  /** and what was said for them alone: `null` is as the thread says. */
  own_may_add: boolean | null;
  own_may_remove: boolean | null;
  joined: string;
  can: { remove: boolean; make_owner: boolean };
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

/** Something that happened to a thread: a line between its messages. */
export interface ThreadEvent {
  type: string;
  /** A sentence in my language, with today's names. */
  text: string;
  actor: Person | null;
  /** The first of them. */
  people: Person[];
  people_count: number;
  history: History | null;
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
  event: ThreadEvent | null;
  mentions_me: boolean;
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
  /** The group's name, where it has one. */
  thread_title: string;
  event: boolean;
  mentions_me: boolean;
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
  group_max_people: number;
  /** How often an open conversation asks: while somebody is at it, and once nobody has been for a while. */
  live_poll_seconds: { active: number; idle: number };
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
