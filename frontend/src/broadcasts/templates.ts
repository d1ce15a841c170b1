// Texts to use again: kept for a course's team, taken into the form, changed and deleted.
import { Task } from "@lit/task/task.js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { loaded } from "../shell/states";
import type { Fields, Page } from "../shell/types";
import { errorLine } from "../writing/form";
import { formStyles } from "../writing/form-styles";
import type { Template } from "./broadcast";

type Written = Pick<Template, "name" | "subject" | "body">;

/** Internal. Emits `use` with a template. */
export class BroadcastTemplates extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    formStyles,
    css`
      .panel { display: grid; gap: 12px; margin-block-start: 8px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding-block: 8px; }
      #name { flex: 1 1 180px; inline-size: auto; }
      li + li { border-block-start: 1px solid var(--line); }
      .what { flex: 1 1 180px; min-inline-size: 0; display: grid; line-height: 1.35; }
      .what strong, .what span { text-align: -webkit-match-parent; text-align: match-parent; }
      .change { flex: 1 1 100%; display: grid; gap: 10px; }
      textarea { min-block-size: 120px; resize: vertical; }
    `,
  ];

  @property({ attribute: false }) courseId = "";
  /** The content of the form. */
  @property({ attribute: false }) subject = "";
  @property({ attribute: false }) body = "";

  @state() private open = false;
  @state() private templates: Template[] = [];
  @state() private problem = "";
  @state() private errors: Fields = {};
  @state() private word = "";
  @state() private changing: Template | null = null;
  @state() private deleting = 0;
  @state() private busy = false;
  /** The list is loaded when it is first opened. */
  private readonly loading = new Task(this, {
    autoRun: false,
    args: () => [this.courseId],
    task: ([course_id]) => this.client.get<Page<Template>>("broadcasts/templates/", { course_id }),
    onComplete: ({ results }) => (this.templates = results),
  });

  private async toggle(): Promise<void> {
    this.open = !this.open;
    if (this.open && !this.loading.value) await this.loading.run();
  }

  /** Runs a request and shows its errors. Return whether it succeeded. */
  private async attempt(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    Object.assign(this, { busy: true, problem: "", word: "", errors: {} });
    try {
      await work();
      return true;
    } catch (error) {
      this.errors = error instanceof ApiError ? error.fields : {};
      this.problem = Object.keys(this.errors).length ? "" : errorText(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  private async keep(): Promise<void> {
    const input = this.find<HTMLInputElement>("#name");
    const name = input?.value.trim() ?? "";
    if (!name) {
      this.errors = { name: [gettext("Enter a name.")] };
      return input?.focus();
    }
    const kept = await this.attempt(async () => {
      const { courseId, subject, body } = this;
      const made = await this.client.post<Template>("broadcasts/templates/", {
        course_id: courseId,
        name,
        subject,
        body,
      });
      this.templates = [...this.templates, made].sort((a, b) => a.name.localeCompare(b.name));
      this.word = gettext("Saved as “%(name)s”.", { name });
    });
    if (kept && input) input.value = "";
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const { changing } = this;
    if (!changing) return;
    const { name, subject, body } = changing;
    const saved = await this.attempt(async () => {
      const answer = await this.client.patch<Template>(`broadcasts/templates/${changing.id}/`, { name, subject, body });
      this.templates = this.templates.map((each) => (each.id === answer.id ? answer : each));
      this.word = gettext("Saved.");
    });
    if (saved) await this.endChange();
  }

  private async endChange(): Promise<void> {
    const id = this.changing?.id;
    this.changing = null;
    await this.updateComplete;
    this.find(`#edit-${id}`)?.focus();
  }

  private async discard({ id, name }: Template): Promise<void> {
    await this.attempt(async () => {
      await this.client.remove(`broadcasts/templates/${id}/`);
      this.templates = this.templates.filter((each) => each.id !== id);
      this.word = gettext("“%(name)s” was deleted.", { name });
    });
    this.deleting = 0;
    await this.updateComplete;
    this.find("#toggle")?.focus();
  }

  private async askToDelete(id: number): Promise<void> {
    this.deleting = id;
    await this.updateComplete;
    this.find(`#delete-${id}`)?.focus();
  }

  private use(template: Template): void {
    this.open = false;
    this.dispatchEvent(new CustomEvent("use", { detail: template }));
    this.find("#toggle")?.focus();
  }

  private async change(template: Template): Promise<void> {
    this.changing = template;
    await this.updateComplete;
    this.find("#change-name")?.focus();
  }

  private buttons(template: Template): TemplateResult {
    const { id, name } = template;
    if (this.deleting === id) {
      return html`<button type="button" class="outline" id="delete-${id}" ?disabled=${this.busy} @click=${() => void this.discard(template)}>${gettext("Delete permanently")}</button>
        <button type="button" class="quiet" @click=${() => (this.deleting = 0)}>${gettext("Cancel")}</button>`;
    }
    const label = (what: string) => `${what}: ${name}`;
    return html`<button type="button" class="outline" aria-label=${label(gettext("Use"))} @click=${() => this.use(template)}>${gettext("Use")}</button>
      <button type="button" class="quiet" id="edit-${id}" aria-label=${label(gettext("Edit"))} @click=${() => void this.change(template)}>${gettext("Edit")}</button>
      <button type="button" class="quiet" aria-label=${label(gettext("Delete"))} @click=${() => void this.askToDelete(id)}>${gettext("Delete")}</button>`;
  }

  private field(name: keyof Written, label: string, area = false): TemplateResult {
    const value = this.changing?.[name] ?? "";
    const typed = (event: Event) => {
      if (this.changing) this.changing = { ...this.changing, [name]: (event.target as HTMLInputElement).value };
    };
    const id = `change-${name}`;
    return html`<div>
      <label class="label" for=${id}>${label}</label>
      ${
        area
          ? html`<textarea id=${id} dir="auto" aria-describedby="${id}-error" .value=${value} @input=${typed}></textarea>`
          : html`<input type="text" id=${id} dir="auto" aria-describedby="${id}-error" .value=${value} @input=${typed} />`
      }
      ${errorLine(id, this.errors[name])}
    </div>`;
  }

  private changeForm(): TemplateResult {
    return html`<div class="change">
      ${this.field("name", gettext("Name"))} ${this.field("subject", gettext("Subject"))} ${this.field("body", gettext("Message"), true)}
      <div class="actions">
        <button type="button" class="primary" ?disabled=${this.busy} @click=${this.save}>${gettext("Save")}</button>
        <button type="button" class="quiet" @click=${this.endChange}>${gettext("Cancel")}</button>
      </div>
    </div>`;
  }

  private row(template: Template): TemplateResult {
    if (this.changing?.id === template.id) return html`<li>${this.changeForm()}</li>`;
    return html`<li>
      <span class="what"><strong dir="auto">${template.name}</strong><span class="small dim ellipsis" dir="auto">${template.subject}</span></span>
      ${this.buttons(template)}
    </li>`;
  }

  private keepForm(): TemplateResult | typeof nothing {
    if (this.changing) return nothing;
    if (!this.subject.trim() && !this.body.trim())
      return html`<p class="hint">${gettext("Write a message below to save it as a template.")}</p>`;
    return html`<div>
      <label class="label" for="name">${gettext("Save this message as a template")}</label>
      <div class="row">
        <input type="text" id="name" dir="auto" placeholder=${gettext("Name")} aria-describedby="name-error"
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            void this.keep();
          }} />
        <button type="button" class="outline" ?disabled=${this.busy} @click=${this.keep}>${gettext("Save")}</button>
      </div>
      ${errorLine("name", this.errors.name)}
    </div>`;
  }

  private panel(): TemplateResult {
    return html`${
      this.templates.length
        ? html`<ul aria-label=${gettext("Templates")}>${this.templates.map((each) => this.row(each))}</ul>`
        : html`<p class="dim">${gettext("No templates yet")}</p>`
    }
      ${this.keepForm()} ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}`;
  }

  protected override render(): TemplateResult {
    return html`<button type="button" class="outline" id="toggle" aria-expanded=${this.open} aria-controls=${this.open ? "panel" : nothing} @click=${this.toggle}>
        ${gettext("Templates")}</button>
      <span class="vh" role="status">${this.word}</span>
      ${this.open ? html`<div id="panel" class="panel">${loaded(this.loading, 2, () => this.panel())} ${this.word ? html`<p class="small" aria-hidden="true">${this.word}</p>` : nothing}</div>` : nothing}`;
  }
}
