// The broadcast form: audience, content, send time, preview, and a draft.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { getConfig } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { sendIcon } from "../shell/icons";
import { editor } from "../writing/editor";
import { errorLine, Form } from "../writing/form";
import { formStyles } from "../writing/form-styles";
import { composeStyles } from "../writing/styles";
import { type Audience, type Broadcast, completed, type NearMiss, type Segments, type Template } from "./broadcast";
import { type Content, contentOf, isEmpty, mistakesOf, newContent, payload } from "./content";
import { aboutBroadcasts, broadcastFormStyles, formHead, reach } from "./form-parts";
import { emptyFields, fieldButtons, insertField, nearMisses } from "./merge-fields";
import { Previewer } from "./previewer";
import { whenFields, whenWords } from "./when";

/** The fields with errors of their own, in their order. */
const FIELDS = ["audience", "subject", "body", "attachments", "send_at"];

/** Internal. Emits `done` with the broadcast, and `leave`. */
export class BroadcastForm extends ProservaElement {
  static override styles = [ProservaElement.styles, composeStyles, formStyles, broadcastFormStyles];

  @property({ attribute: false }) courseId = "";
  /** The one to change; none for a new one. */
  @property({ attribute: false }) broadcast: Broadcast | null = null;

  @state() private segments: Segments | null = null;
  /** Something that went well. */
  @state() private word = "";
  @state() private asking = false;
  /** The content that a template replaced. */
  @state() private replaced: Content | null = null;

  private readonly previewer = new Previewer(this);
  private readonly form = new Form<Content>(this, {
    args: () => [this.courseId, this.broadcast, this.client],
    load: () => this.load(),
    filled: () => {
      this.look(0);
      this.focus();
    },
    fields: () => FIELDS,
    target: (field) => (field === "audience" ? "proserva-audience" : field === "attachments" ? "#body" : `#${field}`),
    empty: newContent,
    keeps: (content) => !isEmpty(content),
    client: () => this.client,
    course: () => Promise.resolve(this.courseId),
    edited: () => {
      this.word = "";
      this.look();
    },
  });
  /** The field that last had the caret: merge fields are inserted there. */
  private last = "#body";

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  private async load(): Promise<(() => Content) | null> {
    const { broadcast, client, courseId, form } = this;
    if (!courseId) return null;
    const [config, segments] = await Promise.all([
      getConfig(client),
      client.get<Segments>("broadcasts/segments/", { course_id: courseId }),
    ]);
    return () => {
      this.segments = segments;
      const kept = form.take(config, broadcast ? `broadcast:${broadcast.id}` : `broadcast:${courseId}`);
      return kept ?? (broadcast ? contentOf(broadcast) : newContent());
    };
  }

  /** Updates the preview and the count. */
  private look(pause?: number): void {
    const { subject, body, audience: chosen } = this.form.content;
    // While a choice is not finished there is no number to show, but something to look at.
    const audience = completed(chosen) ?? { who: "all" };
    this.previewer.ask(
      this.client,
      { course_id: this.courseId, subject, body, attachments: this.form.files, audience },
      pause,
    );
  }

  /** Makes a near miss the field that was meant, in subject and text. */
  private replace({ typed, field }: NearMiss): void {
    const { subject, body } = this.form.content;
    this.form.edit({ subject: subject.replaceAll(typed, `{${field}}`), body: body.replaceAll(typed, `{${field}}`) });
  }

  private errorsOf(field: string): string[] {
    return this.form.errors[field] ?? this.previewer.errors[field] ?? [];
  }

  /** Checks the form. Return whether it can be sent; else the errors are shown and the first gets the focus. */
  private async isSound(): Promise<boolean> {
    const { form, previewer } = this;
    form.set({ busy: "check", problem: "" });
    this.word = "";
    await previewer.settle();
    form.set({ busy: "" });
    const mistakes = mistakesOf(form, this.segments);
    if (!mistakes.audience?.length && previewer.latest?.count === 0)
      mistakes.audience = [gettext("This audience is empty.")];
    const sound = form.check(mistakes, (field) => this.errorsOf(field).length > 0);
    form.set({ problem: previewer.problem });
    return sound && !previewer.problem && !form.uploads.busy;
  }

  private async ask(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.form.busy && (await this.isSound())) this.asking = true;
  }

  private async test(): Promise<void> {
    const { client, courseId, form } = this;
    if (form.busy || !(await this.isSound())) return;
    const { subject, body, audience } = form.content;
    const content = { subject, body, attachments: form.files, audience: completed(audience) };
    await form.run("test", async () => {
      await client.post("broadcasts/test/", { course_id: courseId, ...content });
      this.word = gettext("Test sent to you. Check your messages and your email.");
    });
  }

  private async send(): Promise<void> {
    const { broadcast, client, form } = this;
    await form.run("send", async () => {
      const content = payload(form.content, form.files);
      const answer = await (broadcast
        ? client.patch<Broadcast>(`broadcasts/${broadcast.id}/`, content)
        : client.post<Broadcast>("broadcasts/", { course_id: this.courseId, ...content }, form.keyFor(content)));
      this.replaced = null;
      form.reset();
      this.dispatchEvent(new CustomEvent("done", { detail: answer }));
    });
  }

  private use({ subject, body }: Template): void {
    const before = this.form.content;
    if (before.subject || before.body) this.replaced = before;
    this.form.edit({ subject, body }, "subject", "body");
  }

  private putBack(): void {
    if (this.replaced) this.form.edit({ subject: this.replaced.subject, body: this.replaced.body });
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
      <input type="text" id="subject" dir=${this.form.content.subject ? "auto" : nothing} autocomplete="off" aria-invalid=${errors.length > 0} aria-describedby="subject-error"
        .value=${this.form.content.subject} @focus=${() => (this.last = "#subject")}
        @input=${(event: Event) => this.form.edit({ subject: (event.target as HTMLInputElement).value }, "subject")} />
      ${errorLine("subject", errors)}
    </div>`;
  }

  private text(): TemplateResult {
    return html`<div @focusin=${(event: Event) => (event.target as HTMLElement).id === "body" && (this.last = "#body")}>
      ${editor({
        form: this.form,
        label: gettext("Message"),
        errors: this.errorsOf("body"),
        readonly: this.form.busy === "send",
        edit: (body) => this.form.edit({ body }, "body"),
        find: (selector) => this.find(selector),
      })}
      ${errorLine("attachments", this.errorsOf("attachments"))}
    </div>`;
  }

  private templates(): TemplateResult {
    const { subject, body } = this.form.content;
    return html`<proserva-broadcast-templates .api=${this.api} .courseId=${this.courseId} .subject=${subject} .body=${body}
        @use=${({ detail }: CustomEvent<Template>) => this.use(detail)}></proserva-broadcast-templates>
      ${
        this.replaced
          ? html`<p class="notice" role="status">${gettext("The template replaced your text.")}
            <button type="button" class="quiet" @click=${this.putBack}>${gettext("Undo")}</button></p>`
          : nothing
      }`;
  }

  private fields(segments: Segments): TemplateResult {
    const { audience, notify } = this.form.content;
    return html`<div class="fields">
      ${aboutBroadcasts(segments, (url) => this.client.resolve(url))}
      <proserva-audience .api=${this.api} .courseId=${this.courseId} .segments=${segments} .value=${audience} .errors=${this.errorsOf("audience")}
        @change=${({ detail }: CustomEvent<Audience>) => this.form.edit({ audience: detail }, "audience")}></proserva-audience>
      ${reach(this.previewer, !!completed(audience), () => this.look(0))} ${this.templates()} ${this.subject()} ${this.text()}
      ${fieldButtons(segments.fields, (name) => this.insert(name))} ${emptyFields(this.previewer.latest, segments.fields)}
      ${nearMisses(this.previewer.latest, (miss) => this.replace(miss))}
      <label class="check"><input type="checkbox" .checked=${notify} @change=${(event: Event) => this.form.edit({ notify: (event.target as HTMLInputElement).checked })} />
        <span>${gettext("Also send by email")}</span></label>
      ${whenFields({
        content: this.form.content,
        laterOnly: this.broadcast !== null,
        courseZone: segments.time_zone,
        errors: this.form.errors.send_at,
        change: (changes) => this.form.edit(changes, "send_at"),
      })}
    </div>`;
  }

  private actions(): TemplateResult {
    const { form } = this;
    const label = form.label(form.content.later ? gettext("Schedule…") : gettext("Send…"), gettext("Sending…"));
    const test = form.busy === "test" ? gettext("Sending…") : gettext("Send a test to me");
    return html`<div class="end">${form.notice(this.word)}
      <div class="actions">
        <button type="submit" class="primary flip" ?disabled=${!!form.busy || form.uploads.busy}>${sendIcon}${label}</button>
        <button type="button" class="outline" ?disabled=${!!form.busy} @click=${this.test}>${test}</button>
      </div>
    </div>`;
  }

  private confirmation(): TemplateResult {
    return html`<proserva-broadcast-confirm .api=${this.api} .segments=${this.segments} .count=${this.previewer.latest?.count ?? 0}
      .subject=${this.form.content.subject} .misses=${this.previewer.latest?.near_misses ?? []} .when=${whenWords(this.form.content)} @confirm=${() => void this.send()}
      @close=${() => (this.asking = false)}></proserva-broadcast-confirm>`;
  }

  private columns(segments: Segments): TemplateResult {
    return html`<form class="columns" novalidate @submit=${this.ask}>
        ${this.fields(segments)}
        <proserva-broadcast-preview .api=${this.api} .preview=${this.previewer.latest} .stale=${this.previewer.stale}
          .attachments=${this.form.uploads.attachments}></proserva-broadcast-preview>
        ${this.actions()}
      </form>
      ${this.asking ? this.confirmation() : nothing}`;
  }

  protected override render(): TemplateResult {
    const head = formHead(this.broadcast !== null, () => this.dispatchEvent(new CustomEvent("leave")));
    return html`${head}${this.form.waiting(6) ?? (this.segments && this.columns(this.segments))}`;
  }
}
