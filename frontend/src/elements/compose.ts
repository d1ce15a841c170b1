// <proserva-compose>: writes a message, to somebody or in a thread, and loses nothing on the way.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, errorText } from "../api";
import { attemptFor } from "../attempt";
import { getConfig } from "../config";
import type { Attempt, Draft } from "../drafts";
import { gettext } from "../i18n";
import { clipIcon, messageIcon, sendIcon } from "../icons";
import { loadMore } from "../load-more";
import { applyMark, type Mark, textLength } from "../markdown";
import { Online } from "../online";
import { threadName } from "../people";
import type { Config, Message, Thread } from "../types";
import { Uploads } from "../uploads";
import { composeStyles } from "./compose-styles";
import { ComposePeople } from "./compose-people";
import { aboutRow, confirmation, counter, fileList, hint, markBar } from "./compose-parts";
import { mistakesIn } from "./compose-mistakes";
import { DraftKeeper } from "./draft-keeper";
import { fileIntake } from "./file-intake";
import { empty, failed, loading } from "./states";

/** Errors of these fields have a place beside what caused them; all others are shown above the button. */
const PLACED = ["body", "recipients", "attachments", "context"];

interface SentTo {
  thread: number;
  name: string;
}

export class Compose extends ComposePeople {
  static override styles = [ComposePeople.styles, composeStyles];

  /** Whom a reply goes to, for its label. */
  @property({ attribute: false }) to = "";
  /** In a group one may be called by `@name`. */
  @property({ attribute: false }) mentions = false;

  @state() private phase: "loading" | "ready" | "failed" = "loading";
  @state() private config: Config | null = null;
  @state() private canMention = false;
  @state() private body = "";
  @state() private problem = "";
  @state() private sending = false;
  @state() private sentTo: SentTo | null = null;
  @state() private dragging = false;

  /** What was sent last, for an element that shows it. */
  sent: Message | null = null;

  private readonly uploads = new Uploads(
    this,
    () => ({ api: this.client, limits: this.config?.attachments ?? null, course: () => this.course() }),
    () => this.edited("attachments"),
  );
  private readonly intake = fileIntake(
    (files) => this.uploads.add(files),
    () => !this.noFiles && !this.sending,
    (hovering) => (this.dragging = hovering),
  );
  private readonly online = new Online(this);
  private attempt: Attempt | null = null;
  private readonly draft = new DraftKeeper(this, () => this.worthKeeping());
  private focusWanted = false;

  /** Into the textarea, as soon as there is one. */
  override focus(): void {
    const nobody = this.several && !this.whom.length && this.find("proserva-people");
    const target = this.find(".sent") ?? (nobody || this.find("textarea"));
    if (target) target.focus();
    else this.focusWanted = true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const told = ["courseId", "recipients", "usageKey", "discussionThreadId", "contextUrl", "thread", "broadcast", "chosen", "api"];
    if (told.some((name) => changed.has(name))) {
      this.draft.flush();
      void this.load();
    }
    // Without its script one writes names out.
    if (changed.has("mentions") && this.mentions) void this.offerNames();
  }

  protected override updated(): void {
    this.grow();
    if (this.focusWanted && this.phase === "ready" && this.find("textarea")) {
      this.focusWanted = false;
      this.focus();
    }
  }

  private async load(): Promise<void> {
    const scope = this.scope;
    this.phase = "loading";
    // A framework may set the attributes one after the other.
    if (!this.thread && !this.courseId) return;
    try {
      const [config, people] = await Promise.all([getConfig(this.client), this.replying ? [] : this.findPeople("")]);
      if (scope !== this.scope) return;
      Object.assign(this, { config, people });
      this.takeDraft(config.me.username, scope);
      this.phase = "ready";
    } catch (error) {
      this.problem = errorText(error);
      this.phase = "failed";
    }
  }

  private async offerNames(): Promise<void> {
    const known = customElements.get("proserva-mentions");
    this.canMention = !!known || (await loadMore(this.client).then(() => true, () => false));
  }

  private takeDraft(username: string, scope: string): void {
    const draft = this.draft.take(username, scope);
    this.takeRecipients(draft);
    this.body = draft?.body ?? "";
    this.attempt = draft?.attempt ?? null;
    this.uploads.restore(draft?.attachments ?? []);
    Object.assign(this, { errors: {}, problem: "", sentTo: null });
  }

  /** Something was changed: its error is answered, and the draft is saved in a moment. */
  protected override edited(field: string): void {
    const { [field]: _answered, ...errors } = this.errors;
    this.errors = errors;
    this.draft.touch();
  }

  private worthKeeping(): Draft | null {
    const { body, whom: recipients, group, attempt } = this;
    const { attachments } = this.uploads;
    return body || attachments.length ? { body, recipients, group, attachments, attempt } : null;
  }

  /** Uploads need a course; a reply knows its thread only. */
  private async course(): Promise<string> {
    return this.courseId || (await this.client.get<Thread>(`threads/${this.thread}/`)).course.id;
  }

  private content(): Record<string, unknown> {
    const attachments = this.uploads.attachments.map(({ id }) => id);
    const said = { body: this.body, ...(attachments.length && { attachments }), ...(this.context && { context: this.context }) };
    if (this.replying) return said;
    return { course_id: this.courseId, ...this.addressed(), ...said };
  }

  private async send(event?: Event): Promise<void> {
    event?.preventDefault();
    if (this.sending || this.uploads.busy) return;
    this.problem = "";
    this.errors = mistakesIn({
      body: this.body,
      uploads: this.uploads,
      limit: this.config?.message_max_length ?? 0,
      nobody: !this.replying && !this.whom.length && !this.isGroup,
    });
    if (Object.keys(this.errors).length) return this.toFirstError();
    this.sending = true;
    const content = this.content();
    this.attempt = attemptFor(content, this.attempt);
    this.draft.flush();
    try {
      await this.deliver(content, this.attempt.key);
    } catch (error) {
      this.refused(error);
    } finally {
      this.sending = false;
    }
  }

  private async deliver(content: unknown, key: string): Promise<void> {
    const path = this.thread ? `threads/${this.thread}/messages/` : this.broadcast ? `broadcasts/${this.broadcast}/reply/` : "threads/";
    const answer = await this.client.post<Message | { thread: Thread; message: Message }>(path, content, key);
    const message = "message" in answer ? answer.message : answer;
    const started = "thread" in answer && typeof answer.thread === "object" ? threadName(answer.thread, this.config?.me.username ?? "") : "";
    const name = this.broadcast ? this.to : started;
    this.startAnew();
    this.sent = message;
    if (!this.thread) this.sentTo = { thread: message.thread, name };
    this.emit("proserva-sent", { thread: message.thread, message: message.id });
    await this.updateComplete;
    this.focus();
  }

  private startAnew(): void {
    Object.assign(this, { body: "", attempt: null, errors: {}, problem: "", group: null });
    this.uploads.clear();
    this.draft.flush();
  }

  /** Everything stays as it was, with the reason beside what caused it. */
  private refused(error: unknown): void {
    this.errors = error instanceof ApiError ? error.fields : {};
    // A reply has no place for recipients.
    const placed = PLACED.filter((field) => this.errors[field] && !(this.replying && field === "recipients"));
    const elsewhere = Object.entries(this.errors).flatMap(([field, texts]) => (placed.includes(field) ? [] : texts));
    this.problem = [placed.length ? "" : errorText(error), ...elsewhere].join(" ").trim();
    if (error instanceof ApiError && error.code === "idempotency_key_reused") this.attempt = null;
    void this.toFirstError();
  }

  private async toFirstError(): Promise<void> {
    await this.updateComplete;
    if (this.errors.recipients) this.find("proserva-people")?.focus();
    else if (this.errors.body) this.find("textarea")?.focus();
  }

  private async writeAnother(): Promise<void> {
    this.sentTo = null;
    await this.updateComplete;
    this.focus();
  }

  private grow(): void {
    const area = this.find<HTMLTextAreaElement>("textarea");
    if (!area) return;
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + 2}px`;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.send(event);
  }

  /** What stops it all: first that there is no network, as nothing can be done about the rest then. */
  private notice(): TemplateResult | typeof nothing {
    const words = this.online.now ? this.problem : gettext("You are offline. Your draft is kept.");
    if (!words) return nothing;
    return html`<p class="notice ${this.problem ? "bad" : ""}" role=${this.problem ? "alert" : "status"}>${words}</p>`;
  }

  private area(): TemplateResult {
    const label = this.replying ? gettext("Reply to %(name)s", { name: this.to || gettext("this conversation") }) : gettext("Message");
    // While it is empty the hint in it goes the way of the page.
    return html`<textarea
      dir=${this.body ? "auto" : nothing}
      rows=${this.replying ? 1 : 4}
      aria-label=${label}
      placeholder=${this.replying ? gettext("Write a reply…") : gettext("Write your message…")}
      aria-describedby="hint body-error"
      aria-invalid=${!!this.errors.body}
      .value=${this.body}
      ?readonly=${this.sending}
      @paste=${this.intake.paste}
      @input=${(event: Event) => {
        this.body = (event.target as HTMLTextAreaElement).value;
        this.edited("body");
      }}
    ></textarea>`;
  }

  private mark(mark: Mark): void {
    const area = this.find<HTMLTextAreaElement>("textarea");
    if (area && !this.sending) applyMark(area, mark);
  }

  private attach(): TemplateResult | typeof nothing {
    if (this.noFiles) return nothing;
    return html`<input type="file" multiple accept=${this.config?.attachments.extensions.join(",") ?? ""} @change=${this.intake.pick} />
      <button type="button" class="round" aria-label=${gettext("Attach files")} title=${gettext("Attach files")}
        ?disabled=${this.sending} @click=${() => this.find("input[type=file]")?.click()}>${clipIcon}</button>`;
  }

  private bar(): TemplateResult {
    const label = this.sending ? gettext("Sending…") : this.uploads.busy ? gettext("Uploading…") : gettext("Send");
    return html`<div class="bar">
      ${this.attach()} ${markBar((mark) => this.mark(mark))}
      <span class="end">
        ${counter(textLength(this.body), this.config?.message_max_length ?? 0)}
        <button type="submit" class="primary flip" ?disabled=${this.sending || this.uploads.busy}>${sendIcon}${label}</button>
      </span>
    </div>`;
  }

  protected override render(): TemplateResult {
    if (this.phase === "loading") return loading(3);
    if (this.phase === "failed") return failed(this.problem, () => void this.load());
    if (this.sentTo) {
      const href = `${this.client.resolve(this.config?.inbox_url ?? "")}?thread=${this.sentTo.thread}`;
      return confirmation(this.sentTo.name, href, () => void this.writeAnother());
    }
    if (!this.replying && !this.people.length && !this.whom.length) {
      return empty(messageIcon, gettext("There is nobody to write to yet"), gettext("This course has no instructor who takes messages."));
    }
    const filesError = this.uploads.error ? html`<p class="error" role="alert">${this.uploads.error}</p>` : nothing;
    return html`<form class=${this.replying ? "reply" : ""} novalidate @submit=${this.send} @keydown=${this.pressed}
      @dragover=${this.intake.drag} @dragleave=${this.intake.drag} @drop=${this.intake.drop}>
      ${this.recipientRow()} ${this.groupRow()} ${aboutRow(this.about || this.contextLabel)} ${this.fieldError("context")}
      ${this.canMention ? html`<proserva-mentions .api=${this.api} .thread=${this.thread} .me=${this.config?.me.username ?? ""}></proserva-mentions>` : nothing}
      <div class="box ${this.errors.body ? "bad" : ""} ${this.dragging ? "over" : ""}">${this.area()}${fileList(this.uploads, () => this.find("textarea")?.focus())}${this.bar()}</div>
      ${this.fieldError("body")} ${filesError} ${this.fieldError("attachments")}
      ${this.notice()} ${hint(this.noFiles ? null : this.config?.attachments)}
    </form>`;
  }
}
