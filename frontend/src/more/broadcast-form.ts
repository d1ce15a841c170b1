// The form of a broadcast: to whom, what, when; seen before it is sent, and nothing is lost on the way.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, errorText } from "../api";
import { attemptFor } from "../attempt";
import { type Audience, type Broadcast, completed, type Segments, type Template } from "./broadcasts";
import { getConfig } from "../config";
import type { Attempt } from "../drafts";
import { gettext } from "../i18n";
import { sendIcon } from "../icons";
import { Online } from "../online";
import type { Config, Fields } from "../types";
import { Uploads } from "../uploads";
import { ProservaElement } from "../elements/base";
import { type Content, contentOf, isEmpty, mistakesOf, newContent, payload } from "./broadcast-content";
import { aboutBroadcasts, formHead, formNotice, reach } from "./broadcast-form-parts";
import { broadcastFormStyles } from "./broadcast-form-styles";
import { broadcastStyles } from "./broadcast-styles";
import { whenFields, whenWords } from "./broadcast-when";
import { composeStyles } from "../elements/compose-styles";
import { DraftKeeper } from "../elements/draft-keeper";
import { editor, errorLine } from "./editor";
import { fileIntake } from "../elements/file-intake";
import { emptyFields, fieldButtons, insertField } from "./merge-fields";
import { Previewer } from "./previewer";
import { failed, loading } from "../elements/states";

/** Errors of these fields have a place; in the order in which they stand. */
const PLACED = ["audience", "subject", "body", "attachments", "send_at"];

/** Internal. Emits `done` with the broadcast, and `leave`. */
export class BroadcastForm extends ProservaElement {
  static override styles = [ProservaElement.styles, composeStyles, broadcastStyles, broadcastFormStyles];

  @property({ attribute: false }) courseId = "";
  /** The one to change; none for a new one. */
  @property({ attribute: false }) broadcast: Broadcast | null = null;

  @state() private phase: "loading" | "ready" | "failed" = "loading";
  @state() private config: Config | null = null;
  @state() private segments: Segments | null = null;
  @state() private content: Content = newContent();
  @state() private errors: Fields = {};
  @state() private problem = "";
  /** Something that went well. */
  @state() private word = "";
  @state() private busy: "" | "check" | "test" | "send" = "";
  @state() private asking = false;
  @state() private dragging = false;
  /** What a template has taken the place of. */
  @state() private replaced: Content | null = null;

  private readonly uploads = new Uploads(
    this,
    () => ({ api: this.client, limits: this.config?.attachments ?? null, course: () => Promise.resolve(this.courseId) }),
    () => this.edit({ attachments: this.uploads.attachments }, "attachments"),
  );
  private readonly intake = fileIntake(
    (files) => this.uploads.add(files),
    () => !this.busy,
    (hovering) => (this.dragging = hovering),
  );
  private readonly online = new Online(this);
  private readonly previewer = new Previewer(this);
  private readonly draft = new DraftKeeper<Content>(this, () => (isEmpty(this.content) ? null : this.content));
  /** Where the caret was last: fields are written there. */
  private last = "#body";

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courseId") || changed.has("broadcast") || changed.has("api")) void this.load();
  }

  private async load(): Promise<void> {
    this.draft.flush();
    Object.assign(this, { phase: "loading", problem: "" });
    if (!this.courseId) return;
    const { broadcast, courseId } = this;
    try {
      const [config, segments] = await Promise.all([
        getConfig(this.client),
        this.client.get<Segments>("broadcasts/segments/", { course_id: courseId }),
      ]);
      if (broadcast !== this.broadcast || courseId !== this.courseId) return;
      Object.assign(this, { config, segments });
      const kept = this.draft.take(config.me.username, broadcast ? `broadcast:${broadcast.id}` : `broadcast:${courseId}`);
      this.fill(kept ?? (broadcast ? contentOf(broadcast) : newContent()));
      this.phase = "ready";
      this.focus();
    } catch (error) {
      Object.assign(this, { phase: "failed", problem: errorText(error) });
    }
  }

  private fill(content: Content): void {
    this.content = content;
    this.uploads.restore(content.attachments);
    this.look(0);
  }

  private edit(changes: Partial<Content>, ...fields: string[]): void {
    this.content = { ...this.content, ...changes };
    this.errors = Object.fromEntries(Object.entries(this.errors).filter(([field]) => !fields.includes(field)));
    this.word = "";
    this.draft.touch();
    this.look();
  }

  /** What it looks like now, and how many it reaches. */
  private look(pause?: number): void {
    const { subject, body } = this.content;
    // While a choice is not finished there is no number to show, but something to look at.
    const audience = completed(this.content.audience) ?? { who: "all" };
    this.previewer.ask(this.client, { course_id: this.courseId, subject, body, attachments: this.files, audience }, pause);
  }

  private get files(): number[] {
    return this.uploads.attachments.map(({ id }) => id);
  }

  private errorsOf(field: string): string[] {
    return this.errors[field] ?? this.previewer.errors[field] ?? [];
  }

  /** Whether it may go on; else the reasons stand where they belong, and the focus is on the first. */
  private async isSound(): Promise<boolean> {
    Object.assign(this, { busy: "check", problem: "", word: "" });
    await this.previewer.settle();
    this.busy = "";
    this.errors = mistakesOf(this.content, { config: this.config, segments: this.segments, uploads: this.uploads });
    const { latest, problem } = this.previewer;
    if (!this.errors.audience && latest?.count === 0) this.errors = { ...this.errors, audience: [gettext("Nobody is in this audience now.")] };
    this.problem = problem;
    const sound = !problem && !PLACED.some((field) => this.errorsOf(field).length) && !this.uploads.busy;
    if (!sound) void this.toFirstError();
    return sound;
  }

  private async toFirstError(): Promise<void> {
    await this.updateComplete;
    const field = PLACED.find((each) => this.errorsOf(each).length);
    const place = field === "audience" ? "proserva-audience" : field === "attachments" ? "#body" : `#${field}`;
    if (field) this.find(place)?.focus();
  }

  private async ask(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.busy && (await this.isSound())) this.asking = true;
  }

  private async test(): Promise<void> {
    if (this.busy || !(await this.isSound())) return;
    this.busy = "test";
    const { subject, body, audience } = this.content;
    try {
      await this.client.post("broadcasts/test/", { course_id: this.courseId, subject, body, attachments: this.files, audience: completed(audience) });
      this.word = gettext("Sent to you alone: look at your messages and your email.");
    } catch (error) {
      this.refused(error);
    } finally {
      this.busy = "";
    }
  }

  private async send(): Promise<void> {
    this.busy = "send";
    const content = payload(this.content, this.files);
    try {
      const answer = await (this.broadcast ? this.client.patch<Broadcast>(`broadcasts/${this.broadcast.id}/`, content) : this.create(content));
      this.startAnew();
      this.dispatchEvent(new CustomEvent("done", { detail: answer }));
    } catch (error) {
      this.refused(error);
    } finally {
      this.busy = "";
    }
  }

  private create(content: Record<string, unknown>): Promise<Broadcast> {
    const attempt: Attempt = attemptFor(content, this.content.attempt);
    this.content = { ...this.content, attempt };
    this.draft.flush();
    return this.client.post("broadcasts/", { course_id: this.courseId, ...content }, attempt.key);
  }

  private startAnew(): void {
    Object.assign(this, { content: newContent(), errors: {}, replaced: null });
    this.uploads.clear();
    this.draft.flush();
  }

  /** Everything stays as it was, with the reason beside what caused it. */
  private refused(error: unknown): void {
    this.errors = error instanceof ApiError ? { ...error.fields } : {};
    const elsewhere = Object.entries(this.errors).flatMap(([field, texts]) => (PLACED.includes(field) ? [] : texts));
    const placed = PLACED.some((field) => this.errors[field]);
    this.problem = [placed ? "" : errorText(error), ...elsewhere].join(" ").trim();
    if (error instanceof ApiError && error.code === "idempotency_key_reused") this.content = { ...this.content, attempt: null };
    void this.toFirstError();
  }

  private use({ subject, body }: Template): void {
    const before = this.content;
    if (before.subject || before.body) this.replaced = before;
    this.edit({ subject, body }, "subject", "body");
  }

  private putBack(): void {
    if (this.replaced) this.edit({ subject: this.replaced.subject, body: this.replaced.body });
    this.replaced = null;
  }

  private insert(name: string): void {
    const target = this.find<HTMLTextAreaElement>(this.last);
    if (target) insertField(name, target);
  }

  private subject(): TemplateResult {
    const errors = this.errorsOf("subject");
    return html`<div>
      <label class="label" for="subject">${gettext("Subject")}</label>
      <input type="text" id="subject" dir=${this.content.subject ? "auto" : nothing} autocomplete="off" aria-invalid=${errors.length > 0} aria-describedby="subject-error"
        .value=${this.content.subject} @focus=${() => (this.last = "#subject")}
        @input=${(event: Event) => this.edit({ subject: (event.target as HTMLInputElement).value }, "subject")} />
      ${errorLine("subject", errors)}
    </div>`;
  }

  private text(): TemplateResult {
    return html`<div @focusin=${(event: Event) => (event.target as HTMLElement).id === "body" && (this.last = "#body")}>
      ${editor({
        value: this.content.body,
        label: gettext("Message"),
        config: this.config,
        uploads: this.uploads,
        intake: this.intake,
        hovering: this.dragging,
        errors: this.errorsOf("body"),
        readonly: this.busy === "send",
        edit: (body) => this.edit({ body }, "body"),
        find: (selector) => this.find(selector),
      })}
      ${errorLine("attachments", this.errorsOf("attachments"))}
    </div>`;
  }

  private templates(): TemplateResult {
    const { subject, body } = this.content;
    return html`<proserva-broadcast-templates .api=${this.api} .courseId=${this.courseId} .subject=${subject} .body=${body}
        @use=${({ detail }: CustomEvent<Template>) => this.use(detail)}></proserva-broadcast-templates>
      ${this.replaced
        ? html`<p class="notice" role="status">${gettext("The template has taken the place of what was written.")}
            <button type="button" class="quiet" @click=${this.putBack}>${gettext("Put it back")}</button></p>`
        : nothing}`;
  }

  private fields(segments: Segments): TemplateResult {
    const { audience, notify } = this.content;
    return html`<div class="fields">
      ${aboutBroadcasts(segments, (url) => this.client.resolve(url))}
      <proserva-audience .api=${this.api} .courseId=${this.courseId} .segments=${segments} .value=${audience} .errors=${this.errorsOf("audience")}
        @change=${({ detail }: CustomEvent<Audience>) => this.edit({ audience: detail }, "audience")}></proserva-audience>
      ${reach(this.previewer, !!completed(audience), () => this.look(0))} ${this.templates()} ${this.subject()} ${this.text()}
      ${fieldButtons(segments.fields, (name) => this.insert(name))} ${emptyFields(this.previewer.latest, segments.fields)}
      <label class="check"><input type="checkbox" .checked=${notify} @change=${(event: Event) => this.edit({ notify: (event.target as HTMLInputElement).checked })} />
        <span>${gettext("By email, too, to those who want emails")}</span></label>
      ${whenFields({
        content: this.content,
        laterOnly: this.broadcast !== null,
        courseZone: segments.time_zone,
        errors: this.errors.send_at,
        change: (changes) => this.edit(changes, "send_at"),
      })}
    </div>`;
  }

  private actions(): TemplateResult {
    const label = this.busy === "send" ? gettext("Sending…") : this.uploads.busy ? gettext("Uploading…") : this.content.later ? gettext("Schedule…") : gettext("Send…");
    return html`<div class="end">${formNotice(this.online.now, this.problem, this.word)}
      <div class="actions">
        <button type="submit" class="primary flip" ?disabled=${!!this.busy || this.uploads.busy}>${sendIcon}${label}</button>
        <button type="button" class="outline" ?disabled=${!!this.busy} @click=${this.test}>${this.busy === "test" ? gettext("Sending…") : gettext("Send to me first")}</button>
      </div>
    </div>`;
  }

  private confirmation(): TemplateResult {
    return html`<proserva-broadcast-confirm .api=${this.api} .segments=${this.segments} .count=${this.previewer.latest?.count ?? 0}
      .subject=${this.content.subject} .when=${whenWords(this.content)} @confirm=${() => void this.send()}
      @close=${() => (this.asking = false)}></proserva-broadcast-confirm>`;
  }

  protected override render(): TemplateResult {
    const head = formHead(this.broadcast !== null, () => this.dispatchEvent(new CustomEvent("leave")));
    if (this.phase === "loading") return html`${head}${loading(6)}`;
    if (this.phase === "failed" || !this.segments) return html`${head}${failed(this.problem, () => void this.load())}`;
    return html`${head}
      <form class="columns" novalidate @submit=${this.ask}>
        ${this.fields(this.segments)}
        <proserva-broadcast-preview .api=${this.api} .preview=${this.previewer.latest} .stale=${this.previewer.stale}
          .attachments=${this.uploads.attachments}></proserva-broadcast-preview>
        ${this.actions()}
      </form>
      ${this.asking ? this.confirmation() : nothing}`;
  }
}
