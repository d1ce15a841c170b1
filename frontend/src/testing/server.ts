// A small server in memory that keeps the contract of docs/rest_api.md: for the unit tests and the development page.
import type { Catalogue } from "../shell/i18n";
import type {
  Attachment,
  Config,
  Course,
  EmailChoice,
  Enrolled,
  Export,
  Message,
  Notification,
  Person,
  Receipt,
  Recipient,
  Schemas,
  Thread,
  ThreadDetail,
} from "../shell/types";
import { ADAM, COURSE, INES, ME, newThread } from "./cast";
import { findEnrolled, findRecipients, findSharedCourses } from "./directory";
import { GroupServer } from "./groups";
import { type Answer, type Call, INVALID, NOT_FOUND, page, refuse, type Route } from "./http";
import { NO_EXPORT, prefer, rename, showName, showPreferences } from "./preferences";
import { Transport } from "./transport";

export class FakeServer extends Transport {
  config: Config = {
    me: { username: ME.username, name: ME.name },
    poll_seconds: 20,
    message_max_length: 200,
    attachments: { max_bytes: 1_000_000, max_count: 3, extensions: [".pdf", ".png", ".txt"] },
    inbox_url: "/messages/",
    more_url: "/static/proserva-more.js",
    group_max_people: 500,
    undo_seconds: 10,
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
  /** The sentence about care of all courses. */
  care = "";
  preferredName = "";
  email: EmailChoice = "each";
  download: Export = NO_EXPORT;
  emailIn = new Map<string, EmailChoice>();
  courses: Course[] = [COURSE];
  catalogue: Catalogue = { catalog: {}, plural: null };
  pageSizes = { threads: 25, messages: 50, notifications: 20, receipts: 50, roster: 50, members: 50 };
  readonly groups = new GroupServer(this);

  thread(who: Person | null, changes: Partial<ThreadDetail> = {}): ThreadDetail {
    const thread = newThread(this.id(), who, changes);
    this.threads.push(thread);
    return thread;
  }

  message(thread: Thread, sender: Person | null, body: string, changes: Partial<Message> = {}): Message {
    const mine = sender?.username === this.config.me.username;
    const message: Message = {
      id: this.id(),
      thread: thread.id,
      sender,
      mine,
      created: new Date().toISOString(),
      body,
      body_html: `<p>${body}</p>`,
      attachments: [],
      context: null,
      receipts: mine ? { recipients: 1, seen: 0, seen_at: null } : null,
      unread: !mine,
      event: null,
      mentions_me: false,
      blocked: false,
      removed: false,
      help: null,
      ...changes,
    };
    this.messages.push(message);
    const { id, created, attachments } = message;
    thread.last_message = {
      id,
      sender,
      mine,
      created,
      preview: message.event?.text ?? body,
      has_attachments: attachments.length > 0,
      event: !!message.event,
    };
    if (message.unread) thread.unread += 1;
    if (!mine) this.notify(thread, message);
    return message;
  }

  private notify(thread: Thread, message: Message): void {
    this.notifications.unshift({
      id: this.id(),
      message: message.id,
      thread: thread.id,
      sender: message.sender,
      preview: message.event?.text ?? message.body,
      course: thread.course,
      context_label: message.context?.label ?? "",
      created: message.created,
      unread: message.unread,
      url: `/messages/?thread=${thread.id}#message-${message.id}`,
      thread_title: thread.title,
      event: !!message.event,
      mentions_me: message.mentions_me,
      announcement: null,
    });
  }

  protected readonly routes: Route[] = [
    ["GET", /^catalog\/$/, () => ({ status: 200, body: this.catalogue })],
    ["GET", /^config\/$/, () => ({ status: 200, body: this.config })],
    ["GET", /^courses\/[^/]+\/recipients\/$/, (call) => findRecipients(this, call)],
    [
      "GET",
      /^courses\/[^/]+\/cohorts\/$/,
      () => ({ status: 200, body: { results: this.groups.cohorts } satisfies Schemas["Cohorts"] }),
    ],
    ["GET", /^courses\/[^/]+\/roster\/$/, (call) => findEnrolled(this, call)],
    ["GET", /^people\/[^/]+\/courses\/$/, (call) => findSharedCourses(this, call)],
    ["GET", /^notifications\/count\/$/, (call) => this.count(call)],
    ["GET", /^notifications\/$/, (call) => page(this.notifications, call, this.pageSizes.notifications)],
    ["POST", /^notifications\/read\/$/, (call) => this.readNotifications(call)],
    ["GET", /^threads\/$/, (call) => this.box(call)],
    ["POST", /^threads\/$/, (call) => this.start(call)],
    ["GET", /^threads\/(\d+)\/$/, (_call, id) => this.inThread(id, (thread) => ({ status: 200, body: thread }))],
    ["PATCH", /^threads\/(\d+)\/$/, (call, id) => this.inThread(id, (thread) => this.groups.change(call, thread))],
    [
      "GET",
      /^threads\/(\d+)\/participants\/$/,
      (call, id) => this.inThread(id, (thread) => page(this.groups.find(call, thread), call, this.pageSizes.members)),
    ],
    [
      "POST",
      /^threads\/(\d+)\/participants\/$/,
      (call, id) => this.inThread(id, (thread) => this.groups.add(call, thread)),
    ],
    [
      "PATCH",
      /^threads\/(\d+)\/participants\/([^/]+)\/$/,
      (call, id, who) => this.inThread(id, (thread) => this.groups.allow(call, thread, who ?? "")),
    ],
    [
      "DELETE",
      /^threads\/(\d+)\/participants\/([^/]+)\/$/,
      (_call, id, who) => this.inThread(id, (thread) => this.groups.remove(thread, who ?? "")),
    ],
    ["GET", /^threads\/(\d+)\/messages\/$/, (call, id) => this.inThread(id, (thread) => this.talk(call, thread))],
    [
      "POST",
      /^threads\/(\d+)\/messages\/$/,
      (call, id) => this.inThread(id, (thread) => ({ status: 201, body: this.say(call, thread) })),
    ],
    ["POST", /^threads\/(\d+)\/read\/$/, (call, id) => this.inThread(id, (thread) => this.markRead(call, thread))],
    ["PATCH", /^threads\/(\d+)\/state\/$/, (call, id) => this.inThread(id, (thread) => this.state(call, thread))],
    ["GET", /^messages\/\d+\/receipts\/$/, (call) => page(this.receipts, call, this.pageSizes.receipts)],
    ["POST", /^messages\/\d+\/emails\/retry\/$/, () => this.retry()],
    ["GET", /^preferences\/$/, () => showPreferences(this)],
    ["PATCH", /^preferences\/$/, (call) => prefer(this, call)],
    ["GET", /^preferences\/name\/$/, () => showName(this)],
    ["PATCH", /^preferences\/name\/$/, (call) => rename(this, call)],
    ["GET", /^export\/$/, () => ({ status: 200, body: this.download })],
    ["POST", /^export\/$/, () => ({ status: 202, body: (this.download = { ...NO_EXPORT, state: "waiting" }) })],
    ["DELETE", /^export\/$/, () => ((this.download = NO_EXPORT), { status: 204 })],
    ["POST", /^attachments\/$/, (call) => this.attach(call)],
    ["DELETE", /^attachments\/\d+\/$/, () => ({ status: 204 })],
  ];

  private inThread(id: string | undefined, work: (thread: ThreadDetail) => Answer): Answer {
    const thread = this.threads.find((each) => each.id === Number(id));
    return thread ? work(thread) : NOT_FOUND;
  }

  private count({ headers }: Call): Answer {
    const ringing = this.notifications.filter(({ unread }) => unread);
    const count = ringing.length;
    const etag = `"${ringing.map(({ id }) => id).join("-")}"`;
    if (headers.get("If-None-Match") === etag) return { status: 304 };
    return { status: 200, body: { count } satisfies Schemas["Count"], headers: { ETag: etag } };
  }

  private readNotifications({ body }: Call): Answer {
    const upTo = Number(body.up_to ?? Infinity);
    this.notifications = this.notifications.map((item) => ({ ...item, unread: item.unread && item.id > upTo }));
    return {
      status: 200,
      body: { count: this.notifications.filter(({ unread }) => unread).length } satisfies Schemas["Count"],
    };
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
    const etag = `"${all[all.length - 1]?.id}-${this.version(all)}"`;
    if (call.headers.get("If-None-Match") === etag) return { status: 304 };
    return { ...answer, headers: { ETag: etag } };
  }

  private version(messages: Message[]): string {
    const held = messages.flatMap(({ attachments }) => attachments).filter(({ state }) => state === "held");
    return `${messages.reduce((sum, { receipts }) => sum + (receipts?.seen ?? 0), 0)}-${held.length}`;
  }

  private start(call: Call): Answer {
    if (call.body.group_chat) return this.groups.start(call);
    const [name = ""] = call.body.recipients as string[];
    const who = this.recipients.find(({ username }) => username === name);
    if (!who) return refuse(400, "invalid", INVALID, { recipients: [`You can't write to “${name}” in this course.`] });
    return this.reply(call, who);
  }

  /** In the direct thread with them. */
  reply(call: Call, who: Person): Answer {
    const known = this.threads.find(
      ({ kind, participants }) => kind === "direct" && participants[0]?.username === who.username,
    );
    const thread = known ?? this.thread(who);
    return { status: 201, body: { thread, message: this.say(call, thread) } satisfies Schemas["StartedThread"] };
  }

  say({ body }: Call, thread: Thread): Message {
    const ids = (body.attachments as number[] | undefined) ?? [];
    return this.message(thread, { ...ME, ...this.config.me }, String(body.body), {
      attachments: this.attachments.filter(({ id }) => ids.includes(id)),
    });
  }

  private markRead({ body }: Call, thread: Thread): Answer {
    const read = this.messages.filter(
      (each) => each.thread === thread.id && each.unread && each.id <= Number(body.up_to),
    );
    read.forEach((message) => (message.unread = false));
    thread.unread -= read.length;
    const ids = new Set(read.map(({ id }) => id));
    this.notifications = this.notifications.map((item) => ({ ...item, unread: item.unread && !ids.has(item.message) }));
    return { status: 200, body: { read: read.length } satisfies Schemas["Read"] };
  }

  private state({ body }: Call, thread: Thread): Answer {
    Object.assign(thread, body);
    const { starred, archived, muted } = thread;
    return { status: 200, body: { starred, archived, muted } satisfies Schemas["State"] };
  }

  private retry(): Answer {
    const lost = this.receipts.filter(({ email }) => email?.state === "failed" || email?.state === "unknown");
    return { status: 200, body: { retried: lost.length } satisfies Schemas["Retried"] };
  }

  private attach({ body }: Call): Answer {
    const file = body.file as File;
    const id = this.id();
    const attachment = {
      id,
      name: file.name,
      size: file.size,
      content_type: file.type,
      state: "ready" as const,
      url: `${this.base}attachments/${id}/`,
    };
    this.attachments.push(attachment);
    return { status: 201, body: attachment };
  }
}
