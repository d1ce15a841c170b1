// <proserva-preferences>: which emails I get, in all courses and in single ones.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { Choices } from "../choices";
import { gettext } from "../i18n";
import { checkIcon } from "../icons";
import { Online } from "../online";
import type { Course, EmailChoice } from "../types";
import { ProservaElement } from "./base";
import { preferencesStyles } from "./preferences-styles";
import { failed, loading } from "./states";

const SAVED_MS = 4000;

function options(): [EmailChoice, string][] {
  return [
    ["each", gettext("An email for each message")],
    ["daily", gettext("One email a day with all messages")],
    ["none", gettext("No emails")],
  ];
}

/** Whoever shows it may put a way back before its heading and a way out behind it (slots `start`, `end`). */
export class Preferences extends ProservaElement {
  static override styles = [ProservaElement.styles, preferencesStyles];

  /** A course that is listed in any case. */
  @property({ attribute: "course-id" }) courseId = "";
  /** More courses to choose for. */
  @property({ attribute: false }) courses: Course[] = [];

  @state() private choices: Choices | null = null;
  @state() private error = "";
  @state() private problem = "";
  @state() private saved = false;

  private timer = 0;
  private readonly online = new Online(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.timer));
    void this.load();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.find("h2")?.focus());
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courses") || changed.has("choices")) this.choices?.list(this.courses);
  }

  /** A select takes a value only once its options are there. */
  protected override updated(): void {
    this.renderRoot.querySelectorAll("select").forEach((select) => (select.value = this.choices?.of(select.name) ?? ""));
  }

  private async load(): Promise<void> {
    this.error = "";
    const choices = new Choices(this.client);
    try {
      await choices.load();
      if (this.courseId) choices.list([{ id: this.courseId, name: "", url: "" }]);
      this.choices = choices;
    } catch (error) {
      this.error = errorText(error);
    }
  }

  /** Shown at once, saved at once, and taken back where that fails. `course` is empty for all courses. */
  private async choose(course: string, email: EmailChoice | null): Promise<void> {
    Object.assign(this, { problem: "", saved: false });
    const saving = this.choices?.save(course, email);
    this.requestUpdate();
    try {
      await saving;
      this.saved = true;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => (this.saved = false), SAVED_MS);
    } catch (error) {
      this.problem = gettext("That could not be saved. %(reason)s", { reason: errorText(error) });
    }
  }

  private everywhere(choices: Choices): TemplateResult {
    return html`<fieldset>
      <legend>${gettext("For all courses")}</legend>
      ${options().map(
        ([value, words]) => html`<label class="choice">
          <input type="radio" name="email" value=${value} .checked=${choices.of("") === value} @change=${() => void this.choose("", value)} />
          <span>${words}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  private row({ id, name }: Course): TemplateResult {
    const changed = (event: Event) => {
      void this.choose(id, ((event.target as HTMLSelectElement).value || null) as EmailChoice | null);
    };
    return html`<li>
      <label>
        <span class="course" dir="auto">${name || gettext("This course")}</span>
        <select name=${id} @change=${changed}>
          <option value="">${gettext("As for all courses")}</option>
          ${options().map(([value, words]) => html`<option value=${value}>${words}</option>`)}
        </select>
      </label>
    </li>`;
  }

  private singly(choices: Choices): TemplateResult | typeof nothing {
    if (!choices.courses.length) return nothing;
    return html`<section aria-labelledby="singly">
      <h3 id="singly">${gettext("For single courses")}</h3>
      <ul>${choices.courses.map((course) => this.row(course))}</ul>
    </section>`;
  }

  private content(): TemplateResult {
    if (this.error) return failed(this.error, () => void this.load());
    if (!this.choices) return loading(5);
    return html`${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. Changes cannot be saved now.")}</p>`}
      ${this.everywhere(this.choices)} ${this.singly(this.choices)}
      <p class="small dim">${gettext("Messages are kept in your inbox, whatever you choose. What you mute sends no emails.")}</p>`;
  }

  private outcome(): TemplateResult {
    return html`<div class="outcome">
      <div role="status">${this.saved ? html`<p class="saved">${checkIcon}${gettext("Saved")}</p>` : nothing}</div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
    </div>`;
  }

  protected override render(): TemplateResult {
    return html`<header class="head"><slot name="start"></slot><h2 tabindex="-1">${gettext("Email settings")}</h2><slot name="end"></slot></header>
      <div class="body">${this.content()} ${this.outcome()}</div>`;
  }
}
