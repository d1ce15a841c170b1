// <proserva-person>: writes to one person, in a course that both share. Whoever may not sees nothing of it.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, errorText } from "../api";
import { gettext } from "../i18n";
import { personIn } from "../location";
import { personName } from "../people";
import type { SharedCourses } from "../types";
import { ProservaElement } from "./base";
import { failed, loading } from "./states";

export class PersonButton extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      .course { display: grid; gap: 4px; margin-block-end: 16px; max-inline-size: 720px; }
      .course span { font-size: var(--fs-s); font-weight: 600; }
      select { font: inherit; color: inherit; min-inline-size: 0; min-block-size: 44px; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); }
    `,
  ];

  /** Empty: the one whose profile this page is, as its address says. */
  @property() username = "";
  /** The one that is chosen beforehand, where there are several. */
  @property({ attribute: "course-id" }) courseId = "";
  /** The composer at once, in place of the button. */
  @property({ type: Boolean }) writing = false;

  @state() private found: SharedCourses | null = null;
  @state() private error: unknown = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("username") || changed.has("api") || !this.hasUpdated) void this.load();
  }

  private get who(): string {
    return this.username || personIn(location);
  }

  private async load(): Promise<void> {
    const username = this.who;
    Object.assign(this, { found: null, error: null });
    if (!username) return;
    try {
      const found = await this.client.get<SharedCourses>(`people/${encodeURIComponent(username)}/courses/`);
      if (username === this.who) this.found = found;
    } catch (error) {
      if (username === this.who) this.error = error;
    }
  }

  private courseChoice(chosen: string): TemplateResult | typeof nothing {
    const courses = this.found?.results ?? [];
    if (courses.length < 2) return nothing;
    return html`<label class="course"><span>${gettext("Course")}</span>
      <select @change=${(event: Event) => (this.courseId = (event.target as HTMLSelectElement).value)}>
        ${courses.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}
      </select>
    </label>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { found, error } = this;
    // On a page of another's, what cannot be had is not there; on our own, it is said.
    if (error) return this.writing && !(error instanceof ApiError && error.status === 404) ? failed(errorText(error), () => void this.load()) : nothing;
    if (!found) return this.writing ? loading(3) : nothing;
    const { id } = found.results.find((each) => each.id === this.courseId) ?? found.results[0] ?? { id: "" };
    const label = gettext("Message %(name)s", { name: personName(found.person) });
    return html`${this.courseChoice(id)}
      ${this.writing
        ? html`<proserva-compose .api=${this.api} .courseId=${id} .recipients=${found.person.username}></proserva-compose>`
        : html`<proserva-message-button .api=${this.api} .courseId=${id} .recipients=${found.person.username} .label=${label}></proserva-message-button>`}`;
  }
}
