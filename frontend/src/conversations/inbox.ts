// <proserva-inbox>: list and conversation side by side, or one at a time in a narrow place.
import { Task } from "@lit/task/task.js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { getConfig } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { type EventDetails, onPage } from "../shell/events";
import { gettext } from "../shell/i18n";
import { backIcon, closeIcon, gearIcon, messageIcon, pencilIcon } from "../shell/icons";
import { addressOf, asksForPreferences, targetIn } from "../shell/location";
import { empty } from "../shell/states";
import type { Course, Thread } from "../shell/types";

/** No lower than this, however far down the page it begins. */
const LEAST_HEIGHT = 480;

/**
 * The list of conversations and the open one. Keeps `?thread=` and `#message-` of the page's address in sync.
 *
 * @element proserva-inbox
 * @cssprop --proserva-inbox-height - The height of the inbox; by default the room below it in the window.
 */
export class Inbox extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      /* Named, as the conversation within is a container too. */
      :host { container: inbox / inline-size; }
      .frame {
        display: grid; grid-template: 100% / 100%; block-size: var(--proserva-inbox-height, var(--room, 640px)); overflow: hidden;
        border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface);
      }
      .list { display: flex; flex-direction: column; min-block-size: 0; min-inline-size: 0; }
      .head { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 10px 12px 8px 16px; min-block-size: 62px; }
      :host(:dir(rtl)) .head { padding: 10px 16px 8px 12px; }
      .tools { display: flex; align-items: center; gap: 4px; }
      .head h2 { font-size: calc(var(--fs) * 1.25); font-weight: 700; color: inherit; }
      proserva-threads { flex: 1; }
      .pane { min-inline-size: 0; min-block-size: 0; overflow: hidden; display: flex; flex-direction: column; }
      .pane > proserva-thread { flex: 1; max-block-size: none; }
      .write { overflow-y: auto; padding: 8px 16px 24px; }
      .write .head { padding-inline: 0; justify-content: flex-start; }
      .pane > .state { margin: auto; }
      .back { margin-inline: -10px 2px; }
      .close, .one .pane, .two .list { display: none; }
      .pane > proserva-preferences { flex: 1; overflow-y: auto; }
      @container inbox (min-width: 800px) {
        .frame { grid-template-columns: minmax(320px, 38%) 1fr; }
        .one .pane, .two .list { display: flex; }
        .list { border-inline-end: 1px solid var(--line); }
        .back { display: none; }
        .close { display: inline-flex; }
        .write { padding-inline: 28px; }
      }
    `,
  ];

  /** Shows one course only, and offers to write a new message there. */
  @property({ attribute: "course-id" }) courseId = "";
  /** The open thread. */
  @property({ type: Number }) thread: number | null = null;
  /** The message to scroll to. */
  @property({ type: Number }) message: number | null = null;

  @state() private writing = false;
  @state() private choosing = false;
  /** Of the threads that were listed so far. */
  @state() private courses: Course[] = [];
  /** Without it names of groups include one's own, and nothing worse; list and thread report errors themselves. */
  private readonly config = new Task(this, {
    args: () => [this.client] as const,
    task: ([client]) => getConfig(client),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    const follow = () => this.follow();
    window.addEventListener("popstate", follow);
    const measure = () => this.measure();
    window.addEventListener("resize", measure);
    this.whileConnected(
      () => window.removeEventListener("popstate", follow),
      () => window.removeEventListener("resize", measure),
      onPage("proserva-open", (event) => this.asked(event)),
    );
    if (!this.thread) this.follow();
  }

  protected override firstUpdated(): void {
    this.measure();
    if (this.choosing) void this.openPreferences();
  }

  private follow(): void {
    this.go(targetIn(location));
    this.choosing = asksForPreferences(location);
  }

  /** Fits the height to the window below the element. */
  private measure(): void {
    const top = this.getBoundingClientRect().top + window.scrollY;
    const room = Math.max(window.innerHeight - Math.min(top, window.innerHeight / 2) - 16, LEAST_HEIGHT);
    this.style.setProperty("--room", `${room}px`);
  }

  private go({ thread, message }: { thread: number | null; message: number | null }): void {
    Object.assign(this, { thread, message, writing: false, choosing: false });
  }

  /** Goes there, and lets the page's address say so: Back comes back. */
  private visit(thread: number | null, message: number | null = null): void {
    const same = thread === this.thread && !message;
    this.go({ thread, message });
    if (!same) history.pushState(history.state, "", addressOf(thread, message));
  }

  private asked(event: CustomEvent<EventDetails["proserva-open"]>): void {
    const { course, thread, message } = event.detail;
    if (this.courseId && course && course !== this.courseId) return;
    event.preventDefault();
    // The same message again: as an attribute it would not change, so it is taken away first.
    this.message = null;
    void this.updateComplete.then(() => this.visit(thread, message));
  }

  private async chosen(event: CustomEvent<number>): Promise<void> {
    this.visit(event.detail);
    await this.updateComplete;
    // If the conversation replaced the list, the focus goes with it.
    if (!this.find(".list")?.offsetParent) this.find("proserva-thread")?.focus();
  }

  private async back(): Promise<void> {
    if (this.choosing) return this.closePreferences();
    const was = this.thread;
    this.visit(null);
    this.writing = false;
    await this.updateComplete;
    if (was) this.find("proserva-threads")?.focus();
  }

  private async write(): Promise<void> {
    this.visit(null);
    this.writing = true;
    await this.updateComplete;
    this.find("proserva-compose")?.focus();
  }

  private async openPreferences(): Promise<void> {
    this.writing = false;
    this.choosing = true;
    await this.updateComplete;
    this.find("proserva-preferences")?.focus();
  }

  /** Back to what was shown before, with an address that no longer asks for them. */
  private async closePreferences(): Promise<void> {
    this.choosing = false;
    const { thread, message } = targetIn(location);
    if (asksForPreferences(location)) history.replaceState(history.state, "", addressOf(thread, message));
    await this.updateComplete;
    const gear = this.find(".gear");
    // The button is hidden if the conversation replaced the list.
    if (gear?.offsetParent || !this.thread) gear?.focus();
    else this.find("proserva-thread")?.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    void this.closePreferences();
  }

  private listed(event: CustomEvent<Thread[]>): void {
    const known = new Map(
      [...this.courses, ...event.detail.map(({ course }) => course)].map((course) => [course.id, course]),
    );
    if (known.size > this.courses.length) this.courses = [...known.values()];
  }

  private sent(event: CustomEvent<EventDetails["proserva-sent"]>): void {
    if (this.writing) this.visit(event.detail.thread);
  }

  private backButton(): TemplateResult {
    return html`<button slot="start" type="button" class="round back flip" aria-label=${gettext("Back to the list")} @click=${this.back}>
      ${backIcon}
    </button>`;
  }

  private preferences(): TemplateResult {
    const close = gettext("Close");
    return html`<proserva-preferences .api=${this.api} .courseId=${this.courseId} .courses=${this.courses} @keydown=${this.pressed}>
      ${this.backButton()}
      <button slot="end" type="button" class="round close" aria-label=${close} title=${close} @click=${this.closePreferences}>${closeIcon}</button>
    </proserva-preferences>`;
  }

  private tools(): TemplateResult {
    const settings = gettext("Settings");
    return html`<div class="tools">
      ${
        this.courseId
          ? html`<button type="button" class="primary" @click=${this.write}>${pencilIcon}${gettext("New message")}</button>`
          : nothing
      }
      <button type="button" class="round gear ${this.choosing ? "on" : ""}" aria-label=${settings} title=${settings} @click=${this.openPreferences}>
        ${gearIcon}
      </button>
    </div>`;
  }

  private pane(): TemplateResult {
    if (this.choosing) return this.preferences();
    if (this.writing) {
      return html`<div class="write">
        <div class="head">${this.backButton()}<h2>${gettext("New message")}</h2></div>
        <proserva-compose .api=${this.api} .courseId=${this.courseId} several @proserva-sent=${this.sent}></proserva-compose>
      </div>`;
    }
    if (!this.thread) return empty(messageIcon, gettext("Choose a conversation"), gettext("It will appear here."));
    const open = html`<proserva-thread .api=${this.api} .thread=${this.thread} .message=${this.message}>${this.backButton()}</proserva-thread>`;
    return html`${keyed(this.thread, open)}`;
  }

  protected override render(): TemplateResult {
    const { me, poll_seconds: seconds } = this.config.value ?? {};
    const shown = this.writing || this.choosing || this.thread ? "two" : "one";
    return html`<div class="frame ${shown}">
      <div class="list">
        <div class="head">
          <h2>${gettext("Messages")}</h2>
          ${this.tools()}
        </div>
        <proserva-threads .api=${this.api} .courseId=${this.courseId} .me=${me?.username ?? ""} .seconds=${seconds ?? 20} .selected=${this.thread}
          .href=${(thread: number) => addressOf(thread, null)} @choose=${this.chosen} @listed=${this.listed}></proserva-threads>
      </div>
      <div class="pane">${this.pane()}</div>
    </div>`;
  }
}
