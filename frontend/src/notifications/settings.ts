// The content of <proserva-preferences>: which emails I get, in all courses and in single ones, and more about me.
import { Task } from "@lit/task/task.js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { checkIcon } from "../shell/icons";
import { Online } from "../shell/presence";
import { loaded } from "../shell/states";
import type { Course, EmailChoice } from "../shell/types";
import { Choices } from "./email-choices";

const SAVED_MS = 4000;

function options(): [EmailChoice, string][] {
  return [
    ["each", gettext("An email for each message")],
    ["daily", gettext("One email a day with all messages")],
    ["none", gettext("No emails")],
  ];
}

const settingsStyles = css`
  :host { container-type: inline-size; }
  .body { position: relative; display: grid; gap: 24px; padding: 20px 16px; max-inline-size: 640px; }
  .body > * { min-inline-size: 0; }
  fieldset { border: 0; padding: 0; margin: 0; min-inline-size: 0; }
  .emails { display: grid; gap: 16px; }
  .emails > * { min-inline-size: 0; }
  h3 { font-size: var(--fs); font-weight: 700; color: inherit; }
  legend, h4 { padding: 0; margin-block-end: 8px; font-size: var(--fs-s); font-weight: 600; color: inherit; }
  .choice { display: flex; gap: 12px; align-items: center; min-block-size: 48px; padding: 4px 12px; border: 1px solid var(--line); cursor: pointer; }
  .choice:first-of-type { border-radius: 8px 8px 0 0; }
  .choice:last-of-type { border-radius: 0 0 8px 8px; }
  .choice + .choice { border-block-start: 0; }
  .choice:hover { background: var(--soft); }
  .choice:has(:checked) { background: var(--tint); font-weight: 600; }
  .choice:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px; }
  .choice input { flex: none; inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--primary); outline: none; }
  li + li { border-block-start: 1px solid var(--line); }
  li label { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px 16px; padding-block: 10px; }
  .course { flex: 1 1 200px; min-inline-size: 0; text-align: -webkit-match-parent; text-align: match-parent; }
  select {
    flex: 0 1 290px; min-inline-size: 0; min-block-size: 44px; padding: 8px 10px; font: inherit; color: var(--text); text-overflow: ellipsis;
    background-color: var(--surface); border: 1px solid var(--control); border-radius: 8px; cursor: pointer;
  }
  .outcome { position: sticky; inset-block-end: 12px; min-block-size: 44px; }
  .saved {
    display: inline-flex; gap: 8px; align-items: center; padding: 8px 14px; border-radius: 22px; font-size: var(--fs-s); font-weight: 600;
    color: var(--success); background: var(--surface); border: 1px solid var(--line); box-shadow: var(--shadow);
  }
  @container (max-width: 479px) { select { flex-basis: 100%; } }
`;

/** Internal. */
export class SettingsView extends ProservaElement {
  static override styles = [ProservaElement.styles, settingsStyles];

  @property({ attribute: "course-id" }) courseId = "";
  @property({ attribute: false }) courses: Course[] = [];

  @state() private problem = "";
  @state() private saved = false;

  private timer = 0;
  private readonly choices = new Task(this, {
    autoRun: false,
    args: () => [],
    task: async () => {
      const choices = new Choices(this.client);
      await choices.load();
      if (this.courseId) choices.list([{ id: this.courseId, name: "", url: "" }]);
      choices.list(this.courses);
      return choices;
    },
  });
  private readonly online = new Online(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.whileConnected(() => clearTimeout(this.timer));
    void this.choices.run();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courses")) this.choices.value?.list(this.courses);
  }

  /** A select takes a value only once its options are there. */
  protected override updated(): void {
    this.renderRoot
      .querySelectorAll("select")
      .forEach((select) => (select.value = this.choices.value?.of(select.name) ?? ""));
  }

  /** Shown and saved at once, and reverted if saving fails. `course` is empty for all courses. */
  private async choose(course: string, email: EmailChoice | null): Promise<void> {
    Object.assign(this, { problem: "", saved: false });
    const saving = this.choices.value?.save(course, email);
    this.requestUpdate();
    try {
      await saving;
      this.saved = true;
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => (this.saved = false), SAVED_MS);
    } catch (error) {
      this.problem = gettext("Could not save this. %(reason)s", { reason: errorText(error) });
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
          <option value="">${gettext("Same as all courses")}</option>
          ${options().map(([value, words]) => html`<option value=${value}>${words}</option>`)}
        </select>
      </label>
    </li>`;
  }

  private singly(choices: Choices): TemplateResult | typeof nothing {
    if (!choices.courses.length) return nothing;
    return html`<section aria-labelledby="singly">
      <h4 id="singly">${gettext("For individual courses")}</h4>
      <ul>${choices.courses.map((course) => this.row(course))}</ul>
    </section>`;
  }

  private content(choices: Choices): TemplateResult {
    return html`${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. Changes cannot be saved now.")}</p>`}
      ${this.everywhere(choices)} ${this.singly(choices)}
      <p class="small dim">${gettext("All messages stay in your inbox. Muted conversations send no emails.")}</p>`;
  }

  private outcome(): TemplateResult {
    return html`<div class="outcome">
      <div role="status">${this.saved ? html`<p class="saved">${checkIcon}${gettext("Saved")}</p>` : nothing}</div>
      ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
    </div>`;
  }

  protected override render(): TemplateResult {
    const { api } = this;
    return html`<div class="body">
      <section class="emails" aria-labelledby="emails">
        <h3 id="emails">${gettext("Email")}</h3>
        ${loaded(this.choices, 5, (choices) => this.content(choices))}
      </section>
      <proserva-preferred-name-view .api=${api}></proserva-preferred-name-view>
      <proserva-blocks-view .api=${api}></proserva-blocks-view>
      <proserva-privacy-log-view .api=${api}></proserva-privacy-log-view>
      <proserva-export-view .api=${api}></proserva-export-view>
      ${this.outcome()}
    </div>`;
  }
}
