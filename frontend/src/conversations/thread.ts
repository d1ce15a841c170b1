// <proserva-thread>: one conversation, as it grows, and the place to answer.
import { initialState, Task } from "@lit/task/task.js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText, getConfig } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { showDialog } from "../shell/dialog";
import { onPage } from "../shell/events";
import { gettext } from "../shell/i18n";
import { messageIcon } from "../shell/icons";
import { Poller } from "../shell/poller";
import { idleFor, InView, onReturn } from "../shell/presence";
import { empty, loading } from "../shell/states";
import { bodyStyles } from "../shell/styles";
import type { Message, ThreadDetail, ThreadState } from "../shell/types";
import type { Compose } from "./compose";
import { Conversation, liveSeconds, toggle } from "./conversation";
import { dividers, messageView, systemMessage } from "./message-view";
import { disclosureNotices, olderButton, roleOf, threadFailure, threadFoot, threadHead } from "./thread-parts";
import { ThreadScroll } from "./thread-scroll";
import { threadStyles } from "./thread-styles";

/**
 * A conversation with its composer. It polls every few seconds while in use, seldom while idle, and never out of view.
 * The number of participants opens a dialog: the participants, member permissions, and ways to add people and to leave.
 * In the thread of a broadcast, the composer replies privately to the sender.
 *
 * @element proserva-thread
 * @fires proserva-read - After messages were read. Detail: `{thread}`.
 * @slot start - Before the heading, such as a back button.
 */
export class Thread extends ProservaElement {
  static override styles = [ProservaElement.styles, bodyStyles, threadStyles];

  /** The id of the thread. */
  @property({ type: Number }) thread: number | null = null;
  /** The message to scroll to. */
  @property({ type: Number }) message: number | null = null;

  @state() private detail: ThreadDetail | null = null;
  @state() private talk: Conversation | null = null;
  @state() private problem = "";
  @state() private me = "";
  @state() private busy = false;
  @state() private renaming = false;
  /** The number of new messages below the view. */
  @state() private below = 0;

  /** The message under the "New" divider. The divider stays after the message was read. */
  private firstNew: number | null = null;
  private landed: number | null = null;
  private marking = false;
  /** When something has come last. */
  private lastNews = Date.now();
  private pollSeconds = { active: 3, idle: 10 };
  private readonly opening = new Task(this, {
    args: () => [this.thread, this.client] as const,
    task: ([thread], { signal }) => this.open(thread, signal),
  });
  private readonly scroller = new ThreadScroll(this);
  private readonly view = new InView(this, () => this.poller.now());
  private readonly poller = new Poller(
    () => this.poll(),
    () => liveSeconds(this.pollSeconds, Math.min(idleFor(), Date.now() - this.lastNews)),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      onPage("proserva-arrived", (event) => {
        if (event.detail.thread !== this.thread || !this.view.now) return;
        event.preventDefault();
        this.poller.now();
      }),
      onPage("proserva-state", ({ detail: { thread, ...mine } }) => {
        if (this.detail?.id === thread) this.detail = { ...this.detail, ...mine };
      }),
      onReturn(this.poller.now),
      () => this.poller.stop(),
    );
    if (this.talk) void this.begin(this.talk);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("message") && !changed.has("thread") && this.message) void this.land(this.message);
  }

  private async open(thread: number | null, signal: AbortSignal): Promise<typeof initialState | undefined> {
    this.poller.stop();
    Object.assign(this, { detail: null, talk: null, problem: "", below: 0, renaming: false, landed: null });
    if (!thread) return initialState;
    const talk = new Conversation(this.client, thread);
    const [detail, config] = await Promise.all([this.fetchDetail(talk), getConfig(this.client), talk.load()]);
    if (this.message) await talk.reach(this.message);
    if (signal.aborted) return;
    this.firstNew = talk.messages.find(({ unread }) => unread)?.id ?? null;
    this.pollSeconds = config.live_poll_seconds ?? this.pollSeconds;
    Object.assign(this, { detail, talk, me: config.me.username, lastNews: Date.now() });
    await this.begin(talk);
  }

  private fetchDetail({ thread }: Conversation): Promise<ThreadDetail> {
    return this.client.get(`threads/${thread}/`);
  }

  private async begin(talk: Conversation): Promise<void> {
    await this.updateComplete;
    // It may have left its page meanwhile, or show another; when it comes back it begins again.
    if (!this.isConnected || talk !== this.talk) return;
    if (this.message) await this.land(this.message);
    else if (this.firstNew) this.scroller.bring(".new", 0.1);
    else this.toEnd();
    this.scroller.watch();
    this.poller.start();
  }

  /** Scrolls to a message and marks it, loading older ones until it is there. */
  private async land(id: number): Promise<void> {
    const { talk } = this;
    if (!talk) return;
    const found = await talk.reach(id).catch(() => false);
    if (talk !== this.talk) return;
    this.landed = id;
    this.problem = found ? "" : gettext("Message not found in this conversation.");
    this.scroller.following = false;
    this.requestUpdate();
    await this.updateComplete;
    const target = this.find(`#message-${id}`);
    if (!target) return this.toEnd();
    this.scroller.bring(`#message-${id}`, 0.3);
    target.focus({ preventScroll: true });
  }

  private async poll(): Promise<void> {
    const { talk } = this;
    if (!talk || !this.view.now) return;
    const fresh = await talk.poll();
    if (talk !== this.talk) return;
    if (fresh) await this.grown(talk, fresh);
    await this.markRead();
  }

  /** Something has come, or what was there has changed: then without anything fresh. */
  private async grown(talk: Conversation, fresh: Message[]): Promise<void> {
    // A system message announces changes of the thread.
    if (!fresh.length || fresh.some(({ event }) => event)) {
      const detail = await this.fetchDetail(talk);
      if (talk !== this.talk) return;
      this.detail = detail;
    }
    this.requestUpdate();
    await this.updateComplete;
    if (!fresh.length) return;
    this.lastNews = Date.now();
    if (this.scroller.following) this.toEnd();
    else this.below += fresh.length;
  }

  /** Marks as read only what has been in view. */
  private async markRead(): Promise<void> {
    const { talk } = this;
    const upTo = this.scroller.newestShown();
    if (!talk || !upTo || this.marking || !this.view.now) return;
    if (!talk.messages.some(({ id, unread }) => unread && id <= upTo)) return;
    this.marking = true;
    try {
      await this.client.post(`threads/${talk.thread}/read/`, { up_to: upTo });
      talk.markRead(upTo);
      this.emit("proserva-read", { thread: talk.thread });
    } finally {
      this.marking = false;
    }
  }

  private toEnd(): void {
    this.below = 0;
    this.scroller.toEnd();
  }

  private scrolled(): void {
    if (this.scroller.moved()) this.below = 0;
    // The next poll retries, and reports a failure.
    this.markRead().catch(() => undefined);
  }

  private async showOlder(): Promise<void> {
    const { talk } = this;
    if (!talk || this.busy) return;
    this.busy = true;
    await this.scroller.holding(async () => {
      this.problem = await talk.loadOlder().then(() => "", errorText);
      this.requestUpdate();
      await this.updateComplete;
      this.busy = false;
    });
    // The button that was pressed may be gone.
    if (!talk.older) this.scroller.area?.focus({ preventScroll: true });
  }

  private async sent(event: Event): Promise<void> {
    const { sent } = event.currentTarget as Compose;
    if (!sent || !this.talk) return;
    this.talk.add([sent]);
    this.firstNew = null;
    this.requestUpdate();
    await this.updateComplete;
    this.toEnd();
    this.poller.now();
  }

  private async set(key: keyof ThreadState): Promise<void> {
    if (this.detail) this.problem = await toggle(this.client, this.detail, key);
  }

  /** Opens the participants dialog, and shows changes at once. */
  private showPeople(): void {
    const { detail, me } = this;
    const panel = showDialog(this, "proserva-people-dialog", { detail, me }, () => this.find(".facts"));
    panel.addEventListener("changed", (event) => this.changed((event as CustomEvent<ThreadDetail>).detail));
  }

  private changed(detail: ThreadDetail): void {
    if (this.detail?.id === detail.id) this.detail = detail;
    this.poller.now();
  }

  private async rename(on: boolean): Promise<void> {
    this.renaming = on;
    await this.updateComplete;
    this.find(on ? "proserva-rename" : ".rename")?.focus();
  }

  private renameForm(detail: ThreadDetail): TemplateResult {
    return html`<proserva-rename .api=${this.api} .detail=${detail}
      @changed=${(event: CustomEvent<ThreadDetail>) => this.changed(event.detail)} @close=${() => void this.rename(false)}></proserva-rename>`;
  }

  private row(message: Message, before: Message | undefined): TemplateResult {
    const fresh = message.id === this.firstNew;
    const landed = message.id === this.landed;
    return html`${dividers(message, { before, all: !this.talk?.older, fresh, me: this.me })}
    ${
      message.event
        ? systemMessage(message, landed)
        : messageView(message, {
            before: fresh ? undefined : before,
            landed,
            role: roleOf(message.sender, this.detail),
            resolve: (url) => this.client.resolve(url),
            details: () => this.about("proserva-receipts", message.id),
            report: () => this.about("proserva-report", message.id),
          })
    }`;
  }

  private about(tag: string, message: number): void {
    showDialog(this, tag, { message }, () => this.find(`#message-${message} .receipt`));
  }

  private list(talk: Conversation): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="log" aria-live=${this.busy ? "off" : "polite"} aria-label=${gettext("Messages")} @scroll=${this.scrolled}>
      ${talk.older ? olderButton(this.busy, () => void this.showOlder()) : nothing}
      <ol>${talk.messages.map((message, at) => this.row(message, talk.messages[at - 1]))}</ol>
    </div>`;
  }

  private foot(detail: ThreadDetail): TemplateResult {
    const { api, me, below } = this;
    const actions = { sent: (event: Event) => void this.sent(event), toEnd: () => this.toEnd() };
    return threadFoot(detail, { api, me, below, resolve: (url) => this.client.resolve(url), ...actions });
  }

  private waiting(): TemplateResult {
    if (!this.thread) return empty(messageIcon, gettext("Choose a conversation"));
    const error = (reason: unknown) => threadFailure(reason, () => void this.opening.run());
    return this.opening.render({ error }) ?? loading(6);
  }

  protected override render(): TemplateResult {
    const { detail, talk } = this;
    if (detail && talk) {
      const actions = {
        set: (key: keyof ThreadState) => void this.set(key),
        people: () => this.showPeople(),
        rename: () => void this.rename(true),
      };
      return html`${threadHead(detail, this.me, { ...actions, renaming: this.renaming ? this.renameForm(detail) : null })} ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${disclosureNotices(detail.disclosures)} ${this.list(talk)} ${this.foot(detail)}`;
    }
    return html`<header class="head bare"><slot name="start"></slot></header>${this.waiting()}`;
  }
}
