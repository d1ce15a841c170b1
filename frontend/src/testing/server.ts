// A small server in memory that keeps the contract of docs/rest_api.md: for the unit tests and the development page.
import type { Catalogue } from "../i18n";
import { GroupServer } from "./group-server";
import type { Attachment, Config, Course, EmailChoice, Enrolled, Message, Notification, Person, Powers, Receipt, Recipient, Thread, ThreadDetail } from "../types";

let servers = 0;

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

export type Route = [string, RegExp, Handler];

type Handler = (call: Call, ...parts: string[]) => Answer;

export function person(username: string, name: string, role: Person["role"] = "learner"): Person {
  return { username, name, role, image_url: "" };
}

export const COURSE = { id: "course-v1:Proserva+DEMO101+2026", name: "Demonstration course", url: "/courses/demo" };
export const ME = person("learner1", "Lena Lang");
export const INES = person("instructor", "Ines Torres", "instructor");
export const ADAM = person("assistant", "Adam Okafor", "staff");

export function refuse(status: number, code: string, message: string, fields: Record<string, string[]> = {}): Answer {
  return { status, body: { code, message, fields } };
}

export const NO_POWERS: Powers = {
  set_group_chat: false, rename: false, close: false, add: false, remove: false, set_permissions: false, hand_over: false, leave: false, keep_in_step: false,
};

export const NOT_FOUND = refuse(404, "not_found", "It is not there, or not for you.");

export class FakeServer {
  /** Each has its own address, for the `api` attribute: elements keep what they know of a server. */
  readonly base = `/${(servers += 1)}/api/proserva_messaging/v1/`;
  config: Config = {
    me: { username: ME.username, name: ME.name },
    poll_seconds: 20,
    message_max_length: 200,
    attachments: { max_bytes: 1_000_000, max_count: 3, extensions: [".pdf", ".png", ".txt"] },
    inbox_url: "/messages/",
    more_url: "/static/proserva-more.js",
    group_max_people: 500,
    live_poll_seconds: { active: 3, idle: 10 },
  };
  recipients: Recipient[] = [
    { ...INES, is_default: true },
    { ...ADAM, is_default: false },
  ];
  enrolled: Enrolled[] = [];
  cohorts: string[] = [];
  threads: ThreadDetail[] = [];
  messages: Message[] = [];
  notifications: Notification[] = [];
  attachments: Attachment[] = [];
  /** Of all messages alike. */
  receipts: Receipt[] = [];
  email: EmailChoice = "each";
  emailIn = new Map<string, EmailChoice>();
  courses: Course[] = [COURSE];
  catalogue: Catalogue = { catalog: {}, plural: null };
  pageSizes = { threads: 25, messages: 50, notifications: 20, receipts: 50, roster: 50, members: 50 };
  calls: Call[] = [];
  /** Answers put before all others, each used once: `server.next["POST threads/"] = refuse(…)`. */
  next: Record<string, Answer | "lost" | "answer lost"> = {};
  /** While set, requests wait: to look at what is shown meanwhile. */
  hold: Promise<void> | null = null;
  readonly groups = new GroupServer(this);
  private lastId = 100;
  private readonly created = new Map<string, Answer>();

  /** To take the place of the browser's. */
  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const call = this.read(String(input), init.method ?? "GET", new Headers(init.headers));
    if (typeof init.body === "string") call.body = JSON.parse(init.body) as Record<string, unknown>;
    await this.hold;
    const { status, body, headers } = this.answer(call);
    const text = status === 204 || status === 304 ? null : JSON.stringify(body ?? {});
    return new Response(text, { status, headers: { "Content-Type": "application/json", ...headers } });
  };

  read(address: string, method: string, headers: Headers): Call {
    const url = new URL(address, location.href);
    return { method, path: url.pathname.replace(/^.*\/v1\//, ""), query: url.searchParams, headers, body: {} };
  }

  answer(call: Call): Answer {
    this.calls.push(call);
    const name = `${call.method} ${call.path}`;
    const planned = this.next[name];
    delete this.next[name];
    if (planned === "lost") throw new TypeError("Failed to fetch");
    const key = call.headers.get("Idempotency-Key");
    const answer = (typeof planned === "object" && planned) || (key && this.created.get(key)) || this.route(call);
    if (key && (answer.status === 201 || answer.status === 202)) this.created.set(key, answer);
    if (planned === "answer lost") throw new TypeError("Failed to fetch");
    return answer;
  }

  called(method: string, path: string): Call[] {
    return this.calls.filter((call) => call.method === method && call.path === path);
  }

  id(): number {
    return (this.lastId += 1);
  }

  thread(who: Person | null, changes: Partial<ThreadDetail> = {}): ThreadDetail {
    const thread: ThreadDetail = {
      id: this.id(), kind: "direct", title: "", group_chat: false, course: COURSE, participants: [who, ME], participant_count: 2,
      last_message: null, unread: 0, starred: false, archived: false, muted: false, closed: null, left: null, removed: false,
      created: "2026-03-03T10:00:00Z", can_write: true, cannot_write_reason: "", my_role: "member", members_may_add: false,
      members_may_remove: false, can: { ...NO_POWERS }, cohorts: [], disclosures: [], ...changes,
    };
    this.threads.push(thread);
    return thread;
  }

  message(thread: Thread, sender: Person | null, body: string, changes: Partial<Message> = {}): Message {
    const mine = sender?.username === this.config.me.username;
    const message: Message = {
      id: this.id(), thread: thread.id, sender, mine, created: new Date().toISOString(), body, body_html: `<p>${body}</p>`, attachments: [],
      context: null, receipts: mine ? { recipients: 1, seen: 0, seen_at: null } : null, unread: !mine,
      event: null, mentions_me: false, ...changes,
    };
    this.messages.push(message);
    const { id, created, attachments } = message;
    thread.last_message = { id, sender, mine, created, preview: message.event?.text ?? body, has_attachments: attachments.length > 0, event: !!message.event };
    if (message.unread) thread.unread += 1;
    if (!mine) this.notify(thread, message);
    return message;
  }

  /** Everybody who takes messages shares all courses with me. */
  private shared(call: Call): Answer {
    const username = decodeURIComponent(call.path.split("/")[1] ?? "");
    const found = this.recipients.find((each) => each.username === username);
    return found && this.courses.length ? { status: 200, body: { person: found, results: this.courses } } : NOT_FOUND;
  }

  private notify(thread: Thread, message: Message): void {
    this.notifications.unshift({
      id: this.id(), message: message.id, thread: thread.id, sender: message.sender, preview: message.event?.text ?? message.body, course: thread.course,
      context_label: message.context?.label ?? "", created: message.created, unread: message.unread,
      url: `/messages/?thread=${thread.id}#message-${message.id}`, thread_title: thread.title, event: !!message.event,
      mentions_me: message.mentions_me, announcement: null,
    });
  }

  private readonly routes: Route[] = [
    ["GET", /^catalog\/$/, () => ({ status: 200, body: this.catalogue })],
    ["GET", /^config\/$/, () => ({ status: 200, body: this.config })],
    ["GET", /^courses\/[^/]+\/recipients\/$/, (call) => this.people(call)],
    ["GET", /^courses\/[^/]+\/cohorts\/$/, () => ({ status: 200, body: { results: this.groups.cohorts } })],
    ["GET", /^courses\/[^/]+\/roster\/$/, (call) => this.roster(call)],
    ["GET", /^people\/[^/]+\/courses\/$/, (call) => this.shared(call)],
    ["GET", /^notifications\/count\/$/, (call) => this.count(call)],
    ["GET", /^notifications\/$/, (call) => page(this.notifications, call, this.pageSizes.notifications)],
    ["POST", /^notifications\/read\/$/, (call) => this.quieten(call)],
    ["GET", /^threads\/$/, (call) => this.box(call)],
    ["POST", /^threads\/$/, (call) => this.start(call)],
    ["GET", /^threads\/(\d+)\/$/, (_call, id) => this.inThread(id, (thread) => ({ status: 200, body: thread }))],
    ["PATCH", /^threads\/(\d+)\/$/, (call, id) => this.inThread(id, (thread) => this.groups.change(call, thread))],
    ["GET", /^threads\/(\d+)\/participants\/$/, (call, id) => this.inThread(id, (thread) => page(this.groups.find(call, thread), call, this.pageSizes.members))],
    ["POST", /^threads\/(\d+)\/participants\/$/, (call, id) => this.inThread(id, (thread) => this.groups.add(call, thread))],
    ["PATCH", /^threads\/(\d+)\/participants\/([^/]+)\/$/, (call, id, who) => this.inThread(id, (thread) => this.groups.allow(call, thread, who ?? ""))],
    ["DELETE", /^threads\/(\d+)\/participants\/([^/]+)\/$/, (_call, id, who) => this.inThread(id, (thread) => this.groups.remove(thread, who ?? ""))],
    ["GET", /^threads\/(\d+)\/messages\/$/, (call, id) => this.inThread(id, (thread) => this.talk(call, thread))],
    ["POST", /^threads\/(\d+)\/messages\/$/, (call, id) => this.inThread(id, (thread) => ({ status: 201, body: this.say(call, thread) }))],
    ["POST", /^threads\/(\d+)\/read\/$/, (call, id) => this.inThread(id, (thread) => this.markRead(call, thread))],
    ["PATCH", /^threads\/(\d+)\/state\/$/, (call, id) => this.inThread(id, (thread) => this.state(call, thread))],
    ["GET", /^messages\/\d+\/receipts\/$/, (call) => page(this.receipts, call, this.pageSizes.receipts)],
    ["GET", /^preferences\/$/, () => this.preferences()],
    ["PATCH", /^preferences\/$/, (call) => this.prefer(call)],
    ["POST", /^attachments\/$/, (call) => this.attach(call)],
    ["DELETE", /^attachments\/\d+\/$/, () => ({ status: 204 })],
  ];

  /** Answers more, before all else. */
  also(routes: Route[]): void {
    this.routes.unshift(...routes);
  }

  private route(call: Call): Answer {
    for (const [method, path, handler] of this.routes) {
      const match = method === call.method && path.exec(call.path);
      if (match) return handler(call, ...match.slice(1));
    }
    return NOT_FOUND;
  }

  private inThread(id: string | undefined, work: (thread: ThreadDetail) => Answer): Answer {
    const thread = this.threads.find((each) => each.id === Number(id));
    return thread ? work(thread) : NOT_FOUND;
  }

  private people({ query }: Call): Answer {
    const only = query.get("usernames")?.split(",");
    const inside = this.groups.membersOf(Number(query.get("exclude_thread"))).map(({ username }) => username);
    const results = this.recipients
      .filter((each) => !inside.includes(each.username))
      .filter((each) => !only || only.includes(each.username))
      .filter((each) => each.name.toLowerCase().includes((query.get("q") ?? "").toLowerCase()))
      .slice(0, 50);
    return { status: 200, body: { results, next_cursor: null } };
  }

  private roster(call: Call): Answer {
    const { query } = call;
    const shown = this.enrolled
      .filter((each) => each.name.toLowerCase().includes((query.get("q") ?? "").toLowerCase()))
      .filter((each) => !query.get("cohort") || each.cohort === query.get("cohort"));
    const answer = page(shown, call, this.pageSizes.roster);
    return { ...answer, body: { ...(answer.body as object), cohorts: this.cohorts } };
  }

  private count({ headers }: Call): Answer {
    const ringing = this.notifications.filter(({ unread }) => unread);
    const count = ringing.length;
    const etag = `"${ringing.map(({ id }) => id).join("-")}"`;
    if (headers.get("If-None-Match") === etag) return { status: 304 };
    return { status: 200, body: { count }, headers: { ETag: etag } };
  }

  private quieten({ body }: Call): Answer {
    const upTo = Number(body.up_to ?? Infinity);
    this.notifications = this.notifications.map((item) => ({ ...item, unread: item.unread && item.id > upTo }));
    return { status: 200, body: { count: this.notifications.filter(({ unread }) => unread).length } };
  }

  private box(call: Call): Answer {
    const { query } = call;
    const box = query.get("box") ?? "inbox";
    const rules: Record<string, (thread: Thread) => boolean> = {
      inbox: (thread) => !thread.archived,
      archived: (thread) => thread.archived,
      starred: (thread) => thread.starred,
      sent: ({ id }) => this.messages.some((message) => message.thread === id && message.mine),
    };
    const wanted = (query.get("q") ?? "").toLowerCase();
    const shown = this.threads
      .filter((thread) => rules[box]?.(thread))
      .filter((thread) => !query.get("unread") || thread.unread > 0)
      .filter((thread) => JSON.stringify([thread.participants, thread.last_message]).toLowerCase().includes(wanted))
      .sort((a, b) => (b.last_message?.created ?? "").localeCompare(a.last_message?.created ?? ""));
    return page(shown, call, this.pageSizes.threads);
  }

  private talk(call: Call, thread: Thread): Answer {
    const after = Number(call.query.get("after") ?? 0);
    const all = this.messages.filter((message) => message.thread === thread.id);
    const shown = all.filter((message) => message.id > after).reverse();
    const answer = page(shown, call, this.pageSizes.messages);
    if (!after) return answer;
    const etag = `"${all[all.length - 1]?.id}-${this.seen(all)}"`;
    if (call.headers.get("If-None-Match") === etag) return { status: 304 };
    return { ...answer, headers: { ETag: etag } };
  }

  private seen(messages: Message[]): number {
    return messages.reduce((sum, { receipts }) => sum + (receipts?.seen ?? 0), 0);
  }

  private start(call: Call): Answer {
    if (call.body.group_chat) return this.groups.start(call);
    const who = this.recipients.find(({ username }) => username === (call.body.recipients as string[])[0]);
    if (!who) return refuse(400, "invalid", "Please correct what is marked.", { recipients: ["You may not write to them."] });
    return this.reply(call, who);
  }

  /** In the direct thread with them. */
  reply(call: Call, who: Person): Answer {
    const known = this.threads.find(({ kind, participants }) => kind === "direct" && participants[0]?.username === who.username);
    const thread = known ?? this.thread(who);
    return { status: 201, body: { thread, message: this.say(call, thread) } };
  }

  say({ body }: Call, thread: Thread): Message {
    const ids = (body.attachments as number[] | undefined) ?? [];
    return this.message(thread, { ...ME, ...this.config.me }, String(body.body), {
      attachments: this.attachments.filter(({ id }) => ids.includes(id)),
    });
  }

  private markRead({ body }: Call, thread: Thread): Answer {
    const read = this.messages.filter((each) => each.thread === thread.id && each.unread && each.id <= Number(body.up_to));
    read.forEach((message) => (message.unread = false));
    thread.unread -= read.length;
    const ids = new Set(read.map(({ id }) => id));
    this.notifications = this.notifications.map((item) => ({ ...item, unread: item.unread && !ids.has(item.message) }));
    return { status: 200, body: { read: read.length } };
  }

  private state({ body }: Call, thread: Thread): Answer {
    Object.assign(thread, body);
    const { starred, archived, muted } = thread;
    return { status: 200, body: { starred, archived, muted } };
  }

  private preferences(): Answer {
    const course = (id: string) => this.courses.find((each) => each.id === id);
    const courses = [...this.emailIn].map(([id, email]) => ({ course: course(id), email }));
    return { status: 200, body: { email: this.email, courses } };
  }

  private prefer({ body }: Call): Answer {
    const email = body.email as EmailChoice | null;
    if (!body.course_id) this.email = email ?? "each";
    else if (email) this.emailIn.set(String(body.course_id), email);
    else this.emailIn.delete(String(body.course_id));
    return this.preferences();
  }

  private attach({ body }: Call): Answer {
    const file = body.file as File;
    const id = this.id();
    const attachment = { id, name: file.name, size: file.size, content_type: file.type, url: `${this.base}attachments/${id}/` };
    this.attachments.push(attachment);
    return { status: 201, body: attachment };
  }
}

export function page<T>(all: T[], { query }: Call, size: number): Answer {
  const from = Number(query.get("cursor") ?? 0);
  const to = from + Number(query.get("limit") ?? size);
  // A copy, as over a wire: what the server changes later is not seen until it is asked.
  const results = structuredClone(all.slice(from, to));
  return { status: 200, body: { results, next_cursor: to < all.length ? String(to) : null } };
}
