// The messages of one thread as far as they are loaded, how often to ask for more, and the reader's own marks.
import { type Api, errorText } from "../shell/api";
import { dispatchOnPage } from "../shell/events";
import { gettext } from "../shell/i18n";
import type { Config, Message, Page, Thread, ThreadState } from "../shell/types";

/** The most pages to load to reach a message. */
const FURTHEST = 20;

export class Conversation {
  messages: Message[] = [];
  /** The cursor to older messages; `null` if there are none. */
  older: string | null = null;
  private etag = "";
  private readonly path: string;

  constructor(
    private readonly api: Api,
    readonly thread: number,
  ) {
    this.path = `threads/${thread}/messages/`;
  }

  get newest(): Message | undefined {
    return this.messages[this.messages.length - 1];
  }

  /** A message may change: not all recipients have seen mine, or a file is held. */
  private get waiting(): boolean {
    return this.messages.some(
      ({ attachments, receipts }) =>
        (receipts && receipts.seen < receipts.recipients) || attachments.some(({ state }) => state === "held"),
    );
  }

  has(id: number): boolean {
    return this.messages.some((message) => message.id === id);
  }

  /** The newest page; also what renews the receipts. */
  async load(): Promise<void> {
    const page = await this.page({});
    if (!this.messages.length) this.older = page.next_cursor;
    // More has arrived than a page holds: what lies between must not be missed.
    const gap = this.newest && page.results.length && !page.results.some(({ id }) => this.has(id));
    this.add(page.results);
    if (gap) this.older = page.next_cursor;
  }

  async loadOlder(): Promise<void> {
    const page = await this.page({ cursor: this.older });
    this.older = page.next_cursor;
    this.add(page.results);
  }

  /** Older pages until that message is among them; whether it is. */
  async reach(id: number): Promise<boolean> {
    for (let pages = 0; !this.has(id) && this.older && pages < FURTHEST; pages += 1) await this.loadOlder();
    return this.has(id);
  }

  /**
   * Fetches messages newer than the newest. Return `null` if nothing has changed, and an empty list if only receipts
   * or files have.
   */
  async poll(): Promise<Message[] | null> {
    const after = this.newest?.id;
    if (!after) {
      await this.load();
      return this.messages.length ? this.messages : null;
    }
    const before = this.etag;
    const answer = await this.api.since<Page<Message>>(before, this.path, { after });
    if (!answer) return null;
    const fresh = [...answer.body.results];
    for (let cursor = answer.body.next_cursor; cursor;) {
      const page = await this.page({ after, cursor });
      fresh.push(...page.results);
      cursor = page.next_cursor;
    }
    // Receipts and files may have changed too, or alone. The first answer has nothing to compare with.
    if (this.waiting || (before && !fresh.length)) await this.load();
    // Only now: what failed on the way is asked for again.
    this.etag = answer.etag;
    this.add(fresh);
    return fresh.length || before ? fresh : null;
  }

  add(fresh: Message[]): void {
    const all = new Map(this.messages.map((message) => [message.id, message]));
    for (const message of fresh) all.set(message.id, message);
    this.messages = [...all.values()].sort((a, b) => a.id - b.id);
  }

  /** Mine to know: what was read need not be marked again. */
  markRead(upTo: number): void {
    this.messages = this.messages.map((message) =>
      message.id <= upTo && message.unread ? { ...message, unread: false } : message,
    );
  }

  private page(params: Record<string, string | number | null>): Promise<Page<Message>> {
    return this.api.get(this.path, params);
  }
}

const IDLE_AFTER_MS = 2 * 60_000;
const ASLEEP_AFTER_MS = 10 * 60_000;
/** The factor by which polling slows down after a long idle time. */
const ASLEEP_FACTOR = 3;

/** Seconds until the next poll. `quiet` is the time without new messages or user input, in milliseconds. */
export function liveSeconds({ active, idle }: Config["live_poll_seconds"], quiet: number): number {
  if (quiet < IDLE_AFTER_MS) return active;
  return quiet < ASLEEP_AFTER_MS ? idle : idle * ASLEEP_FACTOR;
}

function announce(thread: Thread, { starred, archived, muted }: ThreadState): void {
  dispatchOnPage("proserva-state", { thread: thread.id, starred, archived, muted });
}

/** Turns one of them over. All elements of the page that show the thread hear of it; answers what went wrong. */
export async function toggle(api: Api, thread: Thread, key: keyof ThreadState): Promise<string> {
  const { starred, archived, muted } = thread;
  const before = { starred, archived, muted };
  const wanted = { ...before, [key]: !before[key] };
  announce(thread, wanted);
  try {
    announce(thread, await api.patch<ThreadState>(`threads/${thread.id}/state/`, { [key]: wanted[key] }));
    return "";
  } catch (error) {
    announce(thread, before);
    return gettext("Could not save this. %(reason)s", { reason: errorText(error) });
  }
}
