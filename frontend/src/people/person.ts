// <proserva-person>: writes to one person in a shared course. Renders nothing if the user may not.
import { Task } from "@lit/task/task.js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { ApiError, errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { personIn } from "../shell/location";
import { failed, loading } from "../shell/states";
import type { SharedCourses } from "../shell/types";
import { personName } from "./people";

/**
 * Writes to one person in a shared course, with a choice if there are several. Renders nothing if the user may not
 * write to them.
 *
 * @element proserva-person
 */
export class PersonButton extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      .course { display: grid; gap: 4px; margin-block-end: 16px; max-inline-size: 720px; }
      .course span { font-size: var(--fs-s); font-weight: 600; }
      select { font: inherit; color: inherit; min-inline-size: 0; min-block-size: 44px; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; background: var(--surface); }
    `,
  ];

  /** The person; if empty, the one whose profile this page is (`…/u/<username>`). */
  @property() username = "";
  /** The preselected course, if there are several. */
  @property({ attribute: "course-id" }) courseId = "";
  /** Shows the composer at once instead of the button. */
  @property({ type: Boolean }) writing = false;

  private readonly found = new Task(this, {
    args: () => [this.username || personIn(location), this.client] as const,
    task: ([username, client]) =>
      username ? client.get<SharedCourses>(`people/${encodeURIComponent(username)}/courses/`) : null,
  });

  private courseChoice({ results: courses }: SharedCourses, chosen: string): TemplateResult | typeof nothing {
    if (courses.length < 2) return nothing;
    return html`<label class="course"><span>${gettext("Course")}</span>
      <select @change=${(event: Event) => (this.courseId = (event.target as HTMLSelectElement).value)}>
        ${courses.map(({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`)}
      </select>
    </label>`;
  }

  /** Pages of the platform show no error; the page to write to a person does. */
  private failure(error: unknown): TemplateResult | typeof nothing {
    if (!this.writing || (error instanceof ApiError && error.status === 404)) return nothing;
    return failed(errorText(error), () => void this.found.run());
  }

  private content(found: SharedCourses | null): TemplateResult | typeof nothing {
    if (!found) return nothing;
    const { id } = found.results.find((each) => each.id === this.courseId) ?? found.results[0] ?? { id: "" };
    const label = gettext("Message %(name)s", { name: personName(found.person) });
    return html`${this.courseChoice(found, id)}
      ${
        this.writing
          ? html`<proserva-compose .api=${this.api} .courseId=${id} .recipients=${found.person.username}></proserva-compose>`
          : html`<proserva-message-button .api=${this.api} .courseId=${id} .recipients=${found.person.username} .label=${label}></proserva-message-button>`
      }`;
  }
  protected override render(): unknown {
    return this.found.render({
      pending: () => (this.writing ? loading(3) : nothing),
      error: (error) => this.failure(error),
      complete: (found) => this.content(found),
    });
  }
}
