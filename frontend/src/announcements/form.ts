// The announcement form: content, times, notifications, and a draft.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { ApiError, errorText, getConfig } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { backIcon } from "../shell/icons";
import { bodyStyles } from "../shell/styles";
import { editor } from "../writing/editor";
import { Form } from "../writing/form";
import { formStyles } from "../writing/form-styles";
import { composeStyles } from "../writing/styles";
import {
  type Announcement,
  type Content,
  contentOf,
  isEmpty,
  isOut,
  mistakesOf,
  newContent,
  payload,
} from "./announcement";
import { announcementStyles } from "./styles";
import { whenFields } from "./when";

/** The fields with errors of their own, in their order. */
const FIELDS = ["title", "body", "attachments", "publish_at", "expires_at"];

/** Internal. Emits `done` with the announcement, and `leave`. */
export class AnnouncementForm extends ProservaElement {
  static override styles = [ProservaElement.styles, composeStyles, formStyles, bodyStyles, announcementStyles];

  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) courseZone = "";
  /** The one to change; none for a new one. */
  @property({ attribute: false }) announcement: Announcement | null = null;

  /** The version that someone else has saved in the meantime. */
  @state() private theirs: Announcement | null = null;

  private touched = false;
  private readonly form = new Form<Content>(this, {
    args: () => [this.courseId, this.announcement, this.client],
    load: () => this.load(),
    filled: () => this.focus(),
    fields: () => FIELDS,
    target: (field) => (field === "attachments" ? "#body" : `#${field}`),
    empty: newContent,
    keeps: (content) => this.touched && !isEmpty(content),
    client: () => this.client,
    course: () => Promise.resolve(this.courseId),
    edited: () => (this.touched = true),
    refused: (error) => this.showTheirs(error),
  });

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  private async load(): Promise<(() => Content) | null> {
    const { announcement, client, courseId, form } = this;
    if (!courseId) return null;
    const config = await getConfig(client);
    return () => {
      // A draft of another version is no draft of this one.
      const scope = announcement
        ? `announcement:${announcement.id}:${announcement.version}`
        : `announcement:${courseId}`;
      const kept = form.take(config, scope);
      Object.assign(this, { touched: kept !== null, theirs: null });
      return kept ?? (announcement ? contentOf(announcement) : newContent());
    };
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const { form } = this;
    if (form.busy || form.uploads.busy || !form.check(mistakesOf(form, this.announcement))) return;
    await form.run("send", async () => {
      const saved = await this.deliver();
      Object.assign(this, { touched: false, theirs: null });
      form.reset();
      this.dispatchEvent(new CustomEvent("done", { detail: saved }));
    });
  }

  private deliver(): Promise<Announcement> {
    const { announcement: before, client, form } = this;
    const content = payload(form.content, form.files, before);
    if (before)
      return client.patch(`announcements/${before.id}/`, { version: (this.theirs ?? before).version, ...content });
    return client.post("announcements/", { course_id: this.courseId, ...content }, form.keyFor(content));
  }

  /** Shows the version that someone else has saved in the meantime. If that cannot be fetched, shows why. */
  private async showTheirs(error: unknown): Promise<void> {
    if (!(error instanceof ApiError) || error.code !== "changed_meanwhile") return;
    try {
      this.theirs = await this.client.get<Announcement>(`announcements/${this.announcement?.id ?? 0}/`);
      this.form.set({ problem: "" });
      await this.updateComplete;
      this.find(".theirs h3")?.focus();
    } catch (failure) {
      this.form.set({ problem: errorText(failure) });
    }
  }

  private takeTheirs(): void {
    const theirs = this.theirs;
    if (!theirs) return;
    this.touched = false;
    this.form.draft.flush();
    this.announcement = theirs;
  }

  private leave(): void {
    this.form.draft.flush();
    this.dispatchEvent(new CustomEvent("leave"));
  }

  private head(): TemplateResult {
    const leave = gettext("Back");
    return html`<div class="top">
      <button type="button" class="round flip" aria-label=${leave} title=${leave} @click=${this.leave}>${backIcon}</button>
      <h2 tabindex="-1">${this.announcement ? gettext("Edit announcement") : gettext("New announcement")}</h2>
    </div>`;
  }

  private titleField(): TemplateResult {
    const { busy, content, errors } = this.form;
    const typed = (event: Event) => this.form.edit({ title: (event.target as HTMLInputElement).value }, "title");
    return html`<div>
      <label class="label" for="title">${gettext("Title")}</label>
      <input type="text" id="title" dir=${content.title ? "auto" : nothing} autocomplete="off" aria-invalid=${!!errors.title} aria-describedby="title-error"
        .value=${content.title} ?readonly=${!!busy} @input=${typed} />
      ${this.form.errorLine("title")}
    </div>`;
  }

  private text(): TemplateResult {
    return html`<div>
      ${editor({
        form: this.form,
        label: gettext("Announcement"),
        errors: this.form.errors.body,
        readonly: !!this.form.busy,
        edit: (body) => this.form.edit({ body }, "body"),
        find: (selector) => this.find(selector),
      })}
      ${this.form.errorLine("attachments")}
    </div>`;
  }

  private check(name: "pinned" | "ring" | "email", words: string, ...classes: string[]): TemplateResult {
    return html`<label class="check ${classes.join(" ")}"><input type="checkbox" .checked=${this.form.content[name]}
        @change=${(event: Event) => this.form.edit({ [name]: (event.target as HTMLInputElement).checked })} />
      <span>${words}</span></label>`;
  }

  /** Notifications can be set until it is published. */
  private notificationFields(): TemplateResult {
    if (isOut(this.announcement))
      return html`<p class="hint">${gettext("No one is notified again. Learners see that it was edited.")}</p>`;
    return html`<fieldset>
      <legend>${gettext("Notifications")}</legend>
      <div>
        ${this.check("ring", gettext("Notify everyone in the course"))}
        ${this.form.content.ring ? this.check("email", gettext("Also send by email"), "under") : nothing}
      </div>
    </fieldset>`;
  }

  private conflict(): TemplateResult | typeof nothing {
    const { theirs } = this;
    if (!theirs) return nothing;
    return html`<div class="notice warn" role="alert">
      <p>${gettext("Someone else has changed this in the meantime. Save again to replace their version, or discard your changes.")}</p>
      <button type="button" class="quiet" @click=${this.takeTheirs}>${gettext("Discard my changes")}</button>
      <div class="theirs"><h3 tabindex="-1" dir="auto">${theirs.title}</h3><div class="body" dir="auto">${unsafeHTML(theirs.body_html)}</div></div>
    </div>`;
  }

  private saveLabel(): string {
    const words = { now: gettext("Publish"), later: gettext("Schedule"), draft: gettext("Save as draft") };
    const idle = isOut(this.announcement) ? gettext("Save") : words[this.form.content.when];
    return this.form.label(idle, gettext("Saving…"));
  }

  private fields(): TemplateResult {
    const { announcement: before, courseZone, form } = this;
    const { busy, content, errors, uploads } = form;
    const change = (changes: Partial<Content>, ...fields: string[]) => form.edit(changes, ...fields);
    return html`<form class="fields" novalidate @submit=${this.save}>
      ${this.titleField()} ${this.text()} ${this.check("pinned", gettext("Pin to the top"))}
      ${whenFields({ content, before, courseZone, errors, change })} ${this.notificationFields()}
      ${this.conflict()} ${form.notice()}
      <div class="actions">
        <button type="submit" class="primary" ?disabled=${!!busy || uploads.busy}>${this.saveLabel()}</button>
        <button type="button" class="outline" ?disabled=${!!busy} @click=${this.leave}>${gettext("Back")}</button>
      </div>
    </form>`;
  }

  protected override render(): TemplateResult {
    return html`${this.head()}${this.form.waiting(6) ?? this.fields()}`;
  }
}
