// The form of an announcement: what, when, and who is told; nothing is lost on the way.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { ApiError, errorText } from "../api";
import { attemptFor } from "../attempt";
import { getConfig } from "../config";
import { gettext } from "../i18n";
import { backIcon } from "../icons";
import { Online } from "../online";
import type { Config, Fields } from "../types";
import { Uploads } from "../uploads";
import { ProservaElement } from "../elements/base";
import { bodyStyles } from "../elements/body-styles";
import { composeStyles } from "../elements/compose-styles";
import { DraftKeeper } from "../elements/draft-keeper";
import { fileIntake } from "../elements/file-intake";
import { failed, loading } from "../elements/states";
import { type Announcement, type Content, contentOf, isEmpty, isOut, mistakesOf, newContent, payload } from "./announcements";
import { announcementStyles } from "./announcement-styles";
import { whenFields } from "./announcement-when";
import { broadcastStyles } from "./broadcast-styles";
import { editor, errorLine } from "./editor";

/** Errors of these fields have a place; in the order in which they stand. */
const PLACED = ["title", "body", "attachments", "publish_at", "expires_at"];

/** Internal. Emits `done` with the announcement, and `leave`. */
export class AnnouncementForm extends ProservaElement {
  static override styles = [ProservaElement.styles, composeStyles, broadcastStyles, bodyStyles, announcementStyles];

  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) courseZone = "";
  /** The one to change; none for a new one. */
  @property({ attribute: false }) announcement: Announcement | null = null;

  @state() private phase: "loading" | "ready" | "failed" = "loading";
  @state() private config: Config | null = null;
  @state() private content: Content = newContent();
  @state() private errors: Fields = {};
  @state() private problem = "";
  @state() private saving = false;
  @state() private dragging = false;
  /** What somebody else has made of it meanwhile. */
  @state() private theirs: Announcement | null = null;

  private readonly uploads = new Uploads(
    this,
    () => ({ api: this.client, limits: this.config?.attachments ?? null, course: () => Promise.resolve(this.courseId) }),
    () => this.edit({ attachments: this.uploads.attachments }, "attachments"),
  );
  private readonly intake = fileIntake(
    (files) => this.uploads.add(files),
    () => !this.saving,
    (hovering) => (this.dragging = hovering),
  );
  private readonly online = new Online(this);
  private readonly draft = new DraftKeeper<Content>(this, () => (isEmpty(this.content) || !this.touched ? null : this.content));
  private touched = false;

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courseId") || changed.has("announcement") || changed.has("api")) void this.load();
  }

  private async load(): Promise<void> {
    const { announcement, courseId } = this;
    Object.assign(this, { phase: "loading", problem: "", theirs: null });
    if (!courseId) return;
    try {
      const config = await getConfig(this.client);
      if (announcement !== this.announcement || courseId !== this.courseId) return;
      this.config = config;
      // A draft of another version is no draft of this one.
      const scope = announcement ? `announcement:${announcement.id}:${announcement.version}` : `announcement:${courseId}`;
      const kept = this.draft.take(config.me.username, scope);
      this.touched = kept !== null;
      this.fill(kept ?? (announcement ? contentOf(announcement) : newContent()));
      this.phase = "ready";
      this.focus();
    } catch (error) {
      Object.assign(this, { phase: "failed", problem: errorText(error) });
    }
  }

  private fill(content: Content): void {
    this.content = content;
    this.uploads.restore(content.attachments);
  }

  private edit(changes: Partial<Content>, ...fields: string[]): void {
    this.content = { ...this.content, ...changes };
    this.errors = Object.fromEntries(Object.entries(this.errors).filter(([field]) => !fields.includes(field)));
    this.touched = true;
    this.draft.touch();
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.saving || this.uploads.busy) return;
    this.problem = "";
    this.errors = mistakesOf(this.content, { config: this.config, uploads: this.uploads, before: this.announcement });
    if (Object.keys(this.errors).length) return this.toFirstError();
    this.saving = true;
    try {
      const saved = await this.deliver();
      this.startAnew();
      this.dispatchEvent(new CustomEvent("done", { detail: saved }));
    } catch (error) {
      await this.refused(error);
    } finally {
      this.saving = false;
    }
  }

  private deliver(): Promise<Announcement> {
    const before = this.announcement;
    const said = payload(this.content, this.uploads.attachments.map(({ id }) => id), before);
    if (before) return this.client.patch(`announcements/${before.id}/`, { version: (this.theirs ?? before).version, ...said });
    const attempt = attemptFor(said, this.content.attempt);
    this.content = { ...this.content, attempt };
    this.draft.flush();
    return this.client.post("announcements/", { course_id: this.courseId, ...said }, attempt.key);
  }

  private startAnew(): void {
    this.touched = false;
    Object.assign(this, { content: newContent(), errors: {}, theirs: null });
    this.uploads.clear();
    this.draft.flush();
  }

  /** Everything stays as it was, with the reason beside what caused it. */
  private async refused(error: unknown): Promise<void> {
    this.errors = error instanceof ApiError ? { ...error.fields } : {};
    const elsewhere = Object.entries(this.errors).flatMap(([field, texts]) => (PLACED.includes(field) ? [] : texts));
    const placed = PLACED.some((field) => this.errors[field]);
    this.problem = [placed ? "" : errorText(error), ...elsewhere].join(" ").trim();
    if (error instanceof ApiError && error.code === "idempotency_key_reused") this.content = { ...this.content, attempt: null };
    if (error instanceof ApiError && error.code === "changed_meanwhile") await this.look();
    await this.toFirstError();
  }

  /** What it has become; where even that cannot be had, the refusal stands for itself. */
  private async look(): Promise<void> {
    try {
      this.theirs = await this.client.get<Announcement>(`announcements/${this.announcement?.id ?? 0}/`);
      this.problem = "";
    } catch (error) {
      this.problem = errorText(error);
    }
  }

  private takeTheirs(): void {
    const theirs = this.theirs;
    if (!theirs) return;
    this.touched = false;
    this.draft.flush();
    this.announcement = theirs;
  }

  private async toFirstError(): Promise<void> {
    await this.updateComplete;
    const field = PLACED.find((each) => this.errors[each]);
    if (field) this.find(field === "attachments" ? "#body" : `#${field}`)?.focus();
    else if (this.theirs) this.find(".theirs h3")?.focus();
  }

  private leave(): void {
    this.draft.flush();
    this.dispatchEvent(new CustomEvent("leave"));
  }

  private head(): TemplateResult {
    const leave = gettext("Back");
    return html`<div class="top">
      <button type="button" class="round flip" aria-label=${leave} title=${leave} @click=${this.leave}>${backIcon}</button>
      <h2 tabindex="-1">${this.announcement ? gettext("Change an announcement") : gettext("New announcement")}</h2>
    </div>`;
  }

  private titleField(): TemplateResult {
    const errors = this.errors.title ?? [];
    return html`<div>
      <label class="label" for="title">${gettext("Title")}</label>
      <input type="text" id="title" dir=${this.content.title ? "auto" : nothing} autocomplete="off" aria-invalid=${errors.length > 0} aria-describedby="title-error"
        .value=${this.content.title} ?readonly=${this.saving}
        @input=${(event: Event) => this.edit({ title: (event.target as HTMLInputElement).value }, "title")} />
      ${errorLine("title", errors)}
    </div>`;
  }

  private text(): TemplateResult {
    return html`<div>
      ${editor({
        value: this.content.body,
        label: gettext("Announcement"),
        config: this.config,
        uploads: this.uploads,
        intake: this.intake,
        hovering: this.dragging,
        errors: this.errors.body ?? [],
        readonly: this.saving,
        edit: (body) => this.edit({ body }, "body"),
        find: (selector) => this.find(selector),
      })}
      ${errorLine("attachments", this.errors.attachments)}
    </div>`;
  }

  private check(name: "pinned" | "ring" | "email", words: string, ...classes: string[]): TemplateResult {
    return html`<label class="check ${classes.join(" ")}"><input type="checkbox" .checked=${this.content[name]}
        @change=${(event: Event) => this.edit({ [name]: (event.target as HTMLInputElement).checked })} />
      <span>${words}</span></label>`;
  }

  /** Who hears of it is settled once they have. */
  private telling(): TemplateResult {
    if (isOut(this.announcement)) return html`<p class="hint">${gettext("Nobody’s bell rings again. Learners see that it was edited.")}</p>`;
    return html`<fieldset>
      <legend>${gettext("Who is told")}</legend>
      <div>
        ${this.check("ring", gettext("Ring the bell of everybody in the course"))}
        ${this.content.ring ? this.check("email", gettext("Send them an email as well"), "under") : nothing}
      </div>
    </fieldset>`;
  }

  private meanwhile(): TemplateResult | typeof nothing {
    const { theirs } = this;
    if (!theirs) return nothing;
    return html`<div class="notice warn" role="alert">
      <p>${gettext("Somebody else has changed this meanwhile. Save again to replace their version with yours, or take theirs.")}</p>
      <button type="button" class="quiet" @click=${this.takeTheirs}>${gettext("Take theirs")}</button>
      <div class="theirs"><h3 tabindex="-1" dir="auto">${theirs.title}</h3><div class="body" dir="auto">${unsafeHTML(theirs.body_html)}</div></div>
    </div>`;
  }

  private notice(): TemplateResult | typeof nothing {
    const words = this.online.now ? this.problem : gettext("You are offline. Your draft is kept.");
    return words ? html`<p class="notice ${this.problem ? "bad" : ""}" role=${this.problem ? "alert" : "status"}>${words}</p>` : nothing;
  }

  private saveLabel(): string {
    if (this.saving) return gettext("Saving…");
    if (this.uploads.busy) return gettext("Uploading…");
    if (isOut(this.announcement)) return gettext("Save");
    return { now: gettext("Publish"), later: gettext("Schedule"), draft: gettext("Save as a draft") }[this.content.when];
  }

  protected override render(): TemplateResult {
    if (this.phase === "loading") return html`${this.head()}${loading(6)}`;
    if (this.phase === "failed") return html`${this.head()}${failed(this.problem, () => void this.load())}`;
    const { announcement: before, content, courseZone, errors } = this;
    return html`${this.head()}
      <form class="fields" novalidate @submit=${this.save}>
        ${this.titleField()} ${this.text()} ${this.check("pinned", gettext("Pin it to the top"))}
        ${whenFields({ content, before, courseZone, errors, change: (changes, ...fields) => this.edit(changes, ...fields) })} ${this.telling()}
        ${this.meanwhile()} ${this.notice()}
        <div class="actions">
          <button type="submit" class="primary" ?disabled=${this.saving || this.uploads.busy}>${this.saveLabel()}</button>
          <button type="button" class="outline" ?disabled=${this.saving} @click=${this.leave}>${gettext("Back")}</button>
        </div>
      </form>`;
  }
}
