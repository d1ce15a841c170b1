// <proserva-thread>: one conversation, as it grows, and the place to answer.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, errorText } from "../api";
import { getConfig } from "../config";
import { Conversation } from "../conversation";
import { onPage } from "../events";
import { gettext } from "../i18n";
import { downIcon, messageIcon } from "../icons";
import { threadName } from "../people";
import { Poller } from "../poller";
import { dayName, sameDay } from "../time";
import type { Message, Person, Role, ThreadDetail, ThreadState } from "../types";
import { InView, isIdle } from "../visibility";
import { ProservaElement } from "./base";
import { bodyStyles } from "./body-styles";
import { broadcastFoot } from "./broadcast-foot";
import type { Compose } from "./compose";
import { disclosureNotices } from "./disclosures";
import { messageView } from "./message-view";
import { showReceipts } from "./receipt-details";
import { empty, failed, loading } from "./states";
import { threadHead } from "./thread-head";
import { toggle } from "./thread-state";
import { threadStyles } from "./thread-styles";

const ACTIVE_SECONDS = 5;
const IDLE_SECONDS = 20;
/** Every so many polls the receipts are looked at. */
const RECEIPTS_EVERY = 2;
/** This near the end counts as reading along. */
const NEAR_END_PX = 80;

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
  /** Below what is in view there is something new. */
  @state() private below = false;

  /** Where "New" stands: it stays there after it was read, or nobody could find it. */
  private firstNew: number | null = null;
  private landed: number | null = null;
  private marking = false;
  /** Reading along at the end: what grows then keeps the end in view. */
  private following = true;
  private readonly sizes = new ResizeObserver(() => this.following && this.toEnd());
  private polls = 0;
  private readonly view = new InView(this, () => this.poller.now());
  private readonly poller = new Poller(
    () => this.poll(),
    () => (isIdle() ? IDLE_SECONDS : ACTIVE_SECONDS),
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
      () => this.poller.stop(),
      () => this.sizes.disconnect(),
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
    Object.assign(this, { detail: null, talk: null, error: null, problem: "", below: false, firstNew: null, landed: null });
    if (!this.thread) return;
    const talk = new Conversation(this.client, this.thread);
    try {
      const [detail, config] = await Promise.all([this.fetchDetail(), getConfig(this.client), talk.load()]);
      if (this.message) await talk.reach(this.message);
      if (talk.thread !== this.thread || !this.isConnected) return;
      this.firstNew = talk.messages.find(({ unread }) => unread)?.id ?? null;
      Object.assign(this, { detail, talk, me: config.me.username });
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
    else if (this.firstNew) this.bring(".new", 0.1);
    else this.toEnd();
    this.following = this.nearEnd();
    this.renderRoot.querySelectorAll(".scroll, ol").forEach((part) => this.sizes.observe(part));
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
    this.following = false;
    this.requestUpdate();
    await this.updateComplete;
    const target = this.find(`#message-${id}`);
    if (!target) return this.toEnd();
    this.bring(`#message-${id}`, 0.3);
    target.focus({ preventScroll: true });
  }

  private async poll(): Promise<void> {
    const { talk } = this;
    if (!talk || !this.view.now) return;
    this.polls += 1;
    const before = talk.newest?.id;
    if (talk.waiting && this.polls % RECEIPTS_EVERY === 0) await talk.load();
    else await talk.loadNewer();
    if (talk !== this.talk) return;
    await this.grown(talk, before);
    await this.markRead();
  }

  private async grown(talk: Conversation, before: number | undefined): Promise<void> {
    this.requestUpdate();
    await this.updateComplete;
    if (talk.newest?.id === before) return;
    if (this.following) this.toEnd();
    else this.below = true;
  }

  /** Only what somebody has had before their eyes is read. */
  private async markRead(): Promise<void> {
    const { talk } = this;
    const upTo = this.newestShown();
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

  private newestShown(): number | null {
    const end = this.find(".scroll")?.getBoundingClientRect().bottom ?? 0;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>(".message")];
    const last = rows.findLast((row) => row.getBoundingClientRect().top <= end);
    return last ? Number(last.dataset.id) : null;
  }

  private nearEnd(): boolean {
    const scroll = this.find(".scroll");
    return !scroll || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PX;
  }

  /** Brings it that far down from the top. `scrollIntoView` would move the page around this element too. */
  private bring(selector: string, part: number): void {
    const scroll = this.find(".scroll");
    const target = this.find(selector);
    if (!scroll || !target) return;
    const distance = target.getBoundingClientRect().top - scroll.getBoundingClientRect().top;
    scroll.scrollTop += distance - scroll.clientHeight * part;
  }

  private readonly toEnd = (): void => {
    this.below = false;
    this.following = true;
    const scroll = this.find(".scroll");
    if (scroll) scroll.scrollTop = scroll.scrollHeight;
  };

  private scrolled(): void {
    this.following = this.nearEnd();
    if (this.following) this.below = false;
    // A failure is told by the next poll, which tries again.
    this.markRead().catch(() => undefined);
  }

  /** Adds above, and leaves what is being read where it is. */
  private async showOlder(): Promise<void> {
    const { talk } = this;
    const scroll = this.find(".scroll");
    if (!talk || !scroll || this.busy) return;
    this.busy = true;
    const fromEnd = scroll.scrollHeight - scroll.scrollTop;
    try {
      await talk.loadOlder();
      this.problem = "";
    } catch (error) {
      this.problem = errorText(error);
    }
    this.requestUpdate();
    await this.updateComplete;
    this.busy = false;
    scroll.scrollTop = scroll.scrollHeight - fromEnd;
    // The button that was pressed may be gone.
    if (!talk.older) scroll.focus({ preventScroll: true });
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

  private row(message: Message, before: Message | undefined): TemplateResult {
    const day = !before || !sameDay(message.created, before.created);
    const fresh = message.id === this.firstNew;
    return html`${day ? html`<li class="day">${dayName(message.created)}</li>` : nothing}
    ${fresh ? html`<li class="new">${gettext("New")}</li>` : nothing}
    ${messageView(message, {
      before: fresh ? undefined : before,
      landed: message.id === this.landed,
      role: this.roleOf(message.sender),
      resolve: (url) => this.client.resolve(url),
      details: () => showReceipts(this, message.id),
    })}`;
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
      .to=${threadName(detail, this.me)} @proserva-sent=${this.sent}></proserva-compose></div>`;
  }

  private foot(detail: ThreadDetail): TemplateResult {
    return html`<footer class="foot">
      ${this.below ? html`<button type="button" class="primary jump" @click=${this.toEnd}>${downIcon}${gettext("New messages")}</button>` : nothing}
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
      return html`${threadHead(detail, this.me, (key) => void this.set(key))} ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${disclosureNotices(detail.disclosures)} ${this.list(talk)} ${this.foot(detail)}`;
    }
    const wait = this.thread ? loading(6) : empty(messageIcon, gettext("Choose a conversation"));
    return html`<header class="head bare"><slot name="start"></slot></header>${this.error ? this.failure() : wait}`;
  }
}
