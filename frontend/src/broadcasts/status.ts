// One broadcast after it was written: to be undone, on its way, and what became of it.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { personName } from "../people/people";
import { ApiError, errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { fileItem } from "../shell/files";
import { gettext, ngettext } from "../shell/i18n";
import { backIcon, messageIcon } from "../shell/icons";
import { Poller } from "../shell/poller";
import { Online } from "../shell/presence";
import { empty, failed, loading } from "../shell/states";
import { bodyStyles } from "../shell/styles";
import { dateTime } from "../shell/time";
import { formStyles } from "../writing/form-styles";
import { type Broadcast, isForLater, isMoving } from "./broadcast";
import { bars, figures, progressStyles } from "./progress";
import { stateSentence, stateWords } from "./words";

const QUICK_SECONDS = 1;
const SLOWEST_SECONDS = 15;
/** After delivery, when only the opened count changes. */
const RESTING_SECONDS = 60;

type Action = "cancel" | "send_now" | "retry";

/** Internal. Emits `edit` with the broadcast, and `leave`. */
export class BroadcastStatus extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    bodyStyles,
    formStyles,
    progressStyles,
    css`
      .all { display: grid; gap: 18px; }
      .all > * { min-inline-size: 0; }
      .facts { color: var(--muted); font-size: var(--fs-s); margin-block-start: -8px; }
      .undo { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 14px 16px; border-radius: var(--radius); background: var(--tint); border: 1px solid var(--line); }
      .undo p { flex: 1 1 200px; font-weight: 600; font-variant-numeric: tabular-nums; }
      details { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      summary { padding: 10px 16px; min-block-size: 44px; font-weight: 600; cursor: pointer; }
      details .body { padding: 4px 16px 14px; }
      details ul.files { display: grid; gap: 4px; padding: 0 16px 14px; font-size: var(--fs-s); }
      details ul.files .file { display: inline-flex; gap: 8px; align-items: center; min-block-size: 32px; }
    `,
  ];

  @property({ attribute: false }) broadcastId = 0;
  /** The broadcast, if it is known already. */
  @property({ attribute: false }) broadcast: Broadcast | null = null;

  @state() private error: unknown = null;
  @state() private problem = "";
  @state() private word = "";
  @state() private busy = false;
  @state() private confirming = false;
  /** Seconds left to undo it. */
  @state() private left = 0;
  @state() private retried = 0;

  private timer = 0;
  /** Until when it can be undone, by this clock. */
  private deadline = 0;
  private pause = QUICK_SECONDS;
  private readonly online = new Online(this);
  private readonly poller = new Poller(
    () => this.refresh(),
    () => this.seconds(),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(
      () => this.poller.stop(),
      () => clearInterval(this.timer),
    );
    if (this.broadcastId) this.poller.start();
  }

  override focus(): void {
    void this.updateComplete.then(() => (this.find("#undo") ?? this.find("h2"))?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("broadcastId") || !this.broadcastId) return;
    if (this.broadcast?.id === this.broadcastId) this.take(this.broadcast);
    else this.broadcast = null;
    this.poller.start();
  }

  private seconds(): number {
    const { broadcast } = this;
    if (!broadcast) return QUICK_SECONDS;
    // Nothing happens before it can no longer be undone.
    if (this.left) return this.left + QUICK_SECONDS;
    return isMoving(broadcast) ? this.pause : RESTING_SECONDS;
  }

  private async refresh(): Promise<void> {
    try {
      const answer = await this.client.get<Broadcast>(`broadcasts/${this.broadcastId}/`);
      // Slower while nothing changes, quick again when something does.
      const same =
        JSON.stringify(answer.progress) === JSON.stringify(this.broadcast?.progress) &&
        answer.state === this.broadcast?.state;
      this.pause = same ? Math.min(this.pause * 1.5, SLOWEST_SECONDS) : QUICK_SECONDS;
      this.take(answer);
    } catch (error) {
      if (!this.broadcast || (error instanceof ApiError && error.status === 404)) this.error = error;
      throw error;
    }
  }

  private take(broadcast: Broadcast): void {
    Object.assign(this, { broadcast, error: null });
    const { state, undo_seconds: undo } = broadcast;
    this.deadline = state === "scheduled" ? Date.now() + undo * 1000 : 0;
    clearInterval(this.timer);
    if (this.count()) this.timer = window.setInterval(() => this.tick(), 1000);
  }

  /** Updates the time left to undo. Return whether there is some. When the button goes, the focus moves on. */
  private count(): boolean {
    const focused = this.shadowRoot?.activeElement?.id === "undo";
    this.left = Math.max(0, Math.round((this.deadline - Date.now()) / 1000));
    if (!this.left && focused) this.focus();
    return this.left > 0;
  }

  private tick(): void {
    if (this.count()) return;
    clearInterval(this.timer);
    this.pause = QUICK_SECONDS;
    this.poller.now();
  }

  private async act(action: Action, data = {}): Promise<void> {
    if (this.busy) return;
    Object.assign(this, { busy: true, problem: "", word: "" });
    try {
      const answer = await this.client.post<Broadcast & { retried?: number }>(
        `broadcasts/${this.broadcastId}/${action}/`,
        data,
      );
      if (action === "retry") this.retrying(answer.retried ?? 0);
      else this.take(answer);
    } catch (error) {
      this.problem = errorText(error);
    } finally {
      Object.assign(this, { busy: false, confirming: false });
    }
    this.pause = QUICK_SECONDS;
    this.poller.now();
    this.focus();
  }

  private retrying(count: number): void {
    this.retried += 1;
    this.word = ngettext("%(count)s email will be retried.", "%(count)s emails will be retried.", count);
  }

  private undo(): TemplateResult | typeof nothing {
    if (this.left <= 0) return nothing;
    const words = ngettext("It will be sent in %(count)s second.", "It will be sent in %(count)s seconds.", this.left);
    return html`<div class="undo">
      <p aria-hidden="true">${words}</p>
      <button type="button" class="primary" id="undo" aria-describedby="undo-hint" ?disabled=${this.busy} @click=${() => void this.act("cancel")}>${gettext("Undo")}</button>
      <span id="undo-hint" hidden>${gettext("Cancels the broadcast before it is delivered.")}</span>
    </div>`;
  }

  /** The actions of a scheduled broadcast, for its sender. */
  private later(broadcast: Broadcast): TemplateResult | typeof nothing {
    if (!broadcast.mine || !isForLater(broadcast)) return nothing;
    if (this.confirming) {
      return html`<div class="actions">
        <button type="button" class="primary" id="sure" ?disabled=${this.busy} @click=${() => void this.act("cancel")}>${gettext("Yes, cancel")}</button>
        <button type="button" class="quiet" @click=${() => (this.confirming = false)}>${gettext("Keep it")}</button>
      </div>`;
    }
    return html`<div class="actions">
      <button type="button" class="outline" @click=${() => this.dispatchEvent(new CustomEvent("edit", { detail: broadcast }))}>${gettext("Edit")}</button>
      <button type="button" class="outline" ?disabled=${this.busy} @click=${() => void this.act("send_now")}>${gettext("Send now")}</button>
      <button type="button" class="quiet" @click=${this.askToCancel}>${gettext("Cancel broadcast")}</button>
    </div>`;
  }

  private async askToCancel(): Promise<void> {
    this.confirming = true;
    await this.updateComplete;
    this.find("#sure")?.focus();
  }

  private retry({ progress }: Broadcast): TemplateResult | typeof nothing {
    const { failed, unknown } = progress.emails;
    if (!failed && !unknown) return nothing;
    const button = (label: string, data: object) =>
      html`<button type="button" class="outline" ?disabled=${this.busy} @click=${() => void this.act("retry", data)}>${label}</button>`;
    const again = failed ? gettext("Resend failed and unconfirmed emails") : gettext("Resend unconfirmed emails");
    return html`<div class="actions">
        ${failed ? button(ngettext("Retry %(count)s failed email", "Retry %(count)s failed emails", failed), {}) : nothing}
        ${unknown ? button(again, { unknown: true }) : nothing}
      </div>
      ${unknown ? html`<p class="small dim">${gettext("If an email arrived after all, it will arrive twice.")}</p>` : nothing}`;
  }

  private written({ attachments, body_html: body }: Broadcast): TemplateResult {
    return html`<details>
      <summary>${gettext("Message")}</summary>
      <div class="body" dir="auto">${unsafeHTML(body)}</div>
      ${
        attachments.length
          ? html`<ul class="files">${attachments.map((each) => fileItem(each, (url) => this.client.resolve(url)))}</ul>`
          : nothing
      }
    </details>`;
  }

  private outcome(broadcast: Broadcast): TemplateResult | typeof nothing {
    if (!broadcast.began) return nothing;
    const { emails, seen, in_bell: reached } = broadcast.progress;
    // Asked anew when something that it lists has changed, not at every look.
    const revision = [
      broadcast.state,
      broadcast.state === "sending" ? "" : reached,
      emails.pending === 0,
      emails.failed,
      emails.unknown,
      seen,
      this.retried,
    ].join();
    return html`${bars(broadcast)} ${figures(broadcast)} ${this.retry(broadcast)}
      <proserva-broadcast-report .api=${this.api} .broadcastId=${broadcast.id} .revision=${revision}></proserva-broadcast-report>`;
  }

  private facts({
    audience_text: audience,
    mine,
    notify_email: notify,
    progress,
    sender,
    send_at: at,
  }: Broadcast): TemplateResult {
    const parts = [
      audience,
      ngettext("%(count)s person", "%(count)s people", progress.total),
      mine ? "" : gettext("by %(name)s", { name: personName(sender) }),
      dateTime(at),
      notify ? "" : gettext("without emails"),
    ].filter(Boolean);
    return html`<p class="facts">${parts.map((part, index) => html`${index ? " · " : nothing}<bdi>${part}</bdi>`)}</p>`;
  }

  private head(title: string): TemplateResult {
    const leave = gettext("Back to all broadcasts");
    return html`<div class="top">
      <button type="button" class="round flip" aria-label=${leave} title=${leave} @click=${() => this.dispatchEvent(new CustomEvent("leave"))}>${backIcon}</button>
      <h2 tabindex="-1" dir="auto">${title}</h2>
      ${this.broadcast ? html`<span class="state-chip ${stateWords(this.broadcast).mood}">${stateWords(this.broadcast).words}</span>` : nothing}
    </div>`;
  }

  private failure(): TemplateResult {
    if (this.error instanceof ApiError && this.error.status === 404)
      return empty(messageIcon, gettext("Broadcast not found"));
    return failed(errorText(this.error), () => this.poller.now());
  }

  protected override render(): TemplateResult {
    const { broadcast } = this;
    if (this.error) return html`${this.head(gettext("Broadcast"))}${this.failure()}`;
    if (!broadcast) return html`${this.head(gettext("Broadcast"))}${loading(5)}`;
    return html`${this.head(broadcast.subject)}
      <div class="all">
        ${this.facts(broadcast)} ${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. This may be out of date.")}</p>`}
        <p role="status" class=${broadcast.state === "stopped" ? "error" : ""}>${stateSentence(broadcast)} ${this.word}</p>
        ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
        ${broadcast.mine ? this.undo() : nothing} ${this.later(broadcast)} ${this.written(broadcast)} ${this.outcome(broadcast)}
      </div>`;
  }
}
