// <proserva-thread>: one conversation, as it grows, and the place to answer.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, errorText } from "../api";
import { getConfig } from "../config";
import { Conversation } from "../conversation";
import { onPage } from "../events";
import { gettext, ngettext } from "../i18n";
import { downIcon, messageIcon } from "../icons";
import { threadName } from "../people";
import { Poller } from "../poller";
import { liveSeconds } from "../rhythm";
import type { Message, Person, Role, ThreadDetail, ThreadState } from "../types";
import { idleFor, InView, onReturn } from "../visibility";
import { ProservaElement } from "./base";
import { bodyStyles } from "./body-styles";
import { broadcastFoot } from "./broadcast-foot";
import type { Compose } from "./compose";
import { disclosureNotices } from "./disclosures";
import { messageView } from "./message-view";
import { showDialog } from "./show-dialog";
import { empty, failed, loading } from "./states";
import { threadHead } from "./thread-head";
import { dividers, eventLine } from "./thread-lines";
import { ThreadScroll } from "./thread-scroll";
import { toggle } from "./thread-state";
import { threadStyles } from "./thread-styles";

export class Thread extends ProservaElement {
  static override styles = [ProservaElement.styles, bodyStyles, threadStyles];

  @property({ type: Number }) thread: number | null = null;
  /** The message to land on. */
  @property({ type: Number }) message: number | null = null;

  @state() private detail: ThreadDetail | null = null;
  @state() private talk: Conversation | null = null;
  @state() private error: unknown = null;
  @state() private problem = "";
  @state() private me = "";
  @state() private busy = false;
  @state() private renaming = false;
  /** How many new ones there are below what is in view. */
  @state() private below = 0;

  /** Where "New" stands: it stays there after it was read, or nobody could find it. */
  private firstNew: number | null = null;
  private landed: number | null = null;
  private marking = false;
  /** When something has come last. */
  private lastNews = Date.now();
  private rhythm = { active: 3, idle: 10 };
  private readonly scroller = new ThreadScroll(this);
  private readonly view = new InView(this, () => this.poller.now());
  private readonly poller = new Poller(
    () => this.poll(),
    () => liveSeconds(this.rhythm, Math.min(idleFor(), Date.now() - this.lastNews)),
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
    if (this.talk) void this.begin();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("thread")) void this.open();
    else if (changed.has("message") && this.message) void this.land(this.message);
  }

  private async open(): Promise<void> {
    this.poller.stop();
    Object.assign(this, { detail: null, talk: null, error: null, problem: "", below: 0, renaming: false, firstNew: null, landed: null });
    if (!this.thread) return;
    const talk = new Conversation(this.client, this.thread);
    try {
      const [detail, config] = await Promise.all([this.fetchDetail(), getConfig(this.client), talk.load()]);
      if (this.message) await talk.reach(this.message);
      if (talk.thread !== this.thread || !this.isConnected) return;
      this.firstNew = talk.messages.find(({ unread }) => unread)?.id ?? null;
      Object.assign(this, { detail, talk, me: config.me.username, rhythm: config.live_poll_seconds ?? this.rhythm, lastNews: Date.now() });
      await this.begin();
    } catch (error) {
      if (talk.thread === this.thread) this.error = error;
    }
  }

  private fetchDetail(): Promise<ThreadDetail> {
    return this.client.get(`threads/${this.thread}/`);
  }

  private async begin(): Promise<void> {
    await this.updateComplete;
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
    this.problem = found ? "" : gettext("That message could not be found here.");
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
    if (fresh) await this.grown(fresh);
    await this.markRead();
  }

  /** Something has come, or what was there has changed: then without anything fresh. */
  private async grown(fresh: Message[]): Promise<void> {
    // What happened to the thread comes with a line.
    if (!fresh.length || fresh.some(({ event }) => event)) this.detail = await this.fetchDetail();
    this.requestUpdate();
    await this.updateComplete;
    if (!fresh.length) return;
    this.lastNews = Date.now();
    if (this.scroller.following) this.toEnd();
    else this.below += fresh.length;
  }

  /** Only what somebody has had before their eyes is read. */
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
    // A failure is told by the next poll, which tries again.
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

  /** Who is in it, and what may be done about that. What comes of it is shown at once. */
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
    ${message.event
      ? eventLine(message, landed)
      : messageView(message, {
          before: fresh ? undefined : before,
          landed,
          role: this.roleOf(message.sender),
          resolve: (url) => this.client.resolve(url),
          details: () => this.showReceipts(message.id),
        })}`;
  }

  private showReceipts(message: number): void {
    showDialog(this, "proserva-receipts", { message }, () => this.find(`#message-${message} .receipt`));
  }

  private roleOf(sender: Person | null): Role {
    return this.detail?.participants.find((person) => person?.username === sender?.username)?.role ?? sender?.role ?? null;
  }

  private list(talk: Conversation): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="log" aria-live=${this.busy ? "off" : "polite"} aria-label=${gettext("Messages")} @scroll=${this.scrolled}>
      ${talk.older
        ? html`<button type="button" class="quiet older" ?disabled=${this.busy} @click=${this.showOlder}>
            ${this.busy ? gettext("Loading…") : gettext("Earlier messages")}
          </button>`
        : nothing}
      <ol>${talk.messages.map((message, at) => this.row(message, talk.messages[at - 1]))}</ol>
    </div>`;
  }

  private composer(detail: ThreadDetail): TemplateResult {
    if (detail.broadcast) return broadcastFoot(detail, detail.broadcast, { api: this.api, resolve: (url) => this.client.resolve(url) });
    if (!detail.can_write) return html`<p class="notice" dir="auto">${detail.cannot_write_reason || gettext("You cannot write here.")}</p>`;
    return html`<div class="room"><proserva-compose .api=${this.api} .thread=${String(detail.id)} .courseId=${detail.course.id}
      .to=${threadName(detail, this.me)} .mentions=${detail.kind === "group"} @proserva-sent=${this.sent}></proserva-compose></div>`;
  }

  private foot(detail: ThreadDetail): TemplateResult {
    return html`<footer class="foot">
      ${this.below ? html`<button type="button" class="primary jump" @click=${this.toEnd}>${downIcon}${ngettext("%(count)s new message", "%(count)s new messages", this.below)}</button>` : nothing}
      ${this.composer(detail)}
    </footer>`;
  }

  private failure(): TemplateResult {
    if (this.error instanceof ApiError && this.error.status === 404) {
      return empty(messageIcon, gettext("This conversation is not there, or not for you"), gettext("If a link led here, ask whoever sent it."));
    }
    return failed(errorText(this.error), () => void this.open());
  }

  protected override render(): TemplateResult {
    const { detail, talk } = this;
    if (detail && talk) {
      const actions = { set: (key: keyof ThreadState) => void this.set(key), people: () => this.showPeople(), rename: () => void this.rename(true) };
      return html`${threadHead(detail, this.me, { ...actions, renaming: this.renaming ? this.renameForm(detail) : null })} ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${disclosureNotices(detail.disclosures)} ${this.list(talk)} ${this.foot(detail)}`;
    }
    const wait = this.thread ? loading(6) : empty(messageIcon, gettext("Choose a conversation"));
    return html`<header class="head bare"><slot name="start"></slot></header>${this.error ? this.failure() : wait}`;
  }
}
