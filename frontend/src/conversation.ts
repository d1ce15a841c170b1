// The messages of one thread, as far as they are loaded: oldest first, each once.
import type { Api } from "./api";
import type { Message, Page } from "./types";

/** A landing further back than this many pages is given up. */
const FURTHEST = 20;

export class Conversation {
  messages: Message[] = [];
  /** Where older ones go on; `null` where there are none. */
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

  /** A message of mine that somebody has not seen yet: its receipt may change. */
  private get waiting(): boolean {
    return this.messages.some(({ receipts }) => receipts && receipts.seen < receipts.recipients);
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

  /** What has come since the newest; `null` where nothing has changed at all, and nothing in it where something else has. */
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
    for (let cursor = answer.body.next_cursor; cursor; ) {
      const page = await this.page({ after, cursor });
      fresh.push(...page.results);
      cursor = page.next_cursor;
    }
    // Who has seen what has changed too, or that alone. The first answer has nothing to compare with.
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
    this.messages = this.messages.map((message) => (message.id <= upTo && message.unread ? { ...message, unread: false } : message));
  }

  private page(params: Record<string, string | number | null>): Promise<Page<Message>> {
    return this.api.get(this.path, params);
  }
}
