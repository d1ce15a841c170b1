// A choice of whole cohorts, and whether they stay in sync.
import { Task } from "@lit/task/task.js";
import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import type { Cohort, Schemas } from "../shell/types";
import { panelStyles } from "./panel";
import { peopleCount } from "./people";

export interface CohortsChosen {
  cohorts: Cohort[];
  keepInStep: boolean;
}

/** Explains cohort sync. */
export function stepHint(): string {
  return gettext(
    "People who later join or leave the cohort also join or leave this group, and a system message says so. People added by name stay.",
  );
}

/** Internal. Renders nothing if there are no cohorts. Emits `pick` with the selection. */
export class CohortChoice extends ProservaElement {
  static override styles = [ProservaElement.styles, panelStyles];

  @property({ attribute: false }) courseId = "";
  /** Ids. */
  @property({ attribute: false }) chosen: number[] = [];
  @property({ attribute: false }) keepInStep = false;
  /** Whether I may sync a group with them. */
  @property({ attribute: false }) canFollow = true;

  /** Without them there are still the people by name. */
  private readonly found = new Task(this, {
    args: () => [this.courseId, this.client] as const,
    task: ([courseId, client]) =>
      courseId ? client.get<Schemas["Cohorts"]>(`courses/${encodeURIComponent(courseId)}/cohorts/`) : null,
  });

  private get cohorts(): Cohort[] {
    return this.found.value?.results ?? [];
  }

  private pick(chosen: number[], keepInStep: boolean): void {
    const cohorts = this.cohorts.filter(({ id }) => chosen.includes(id));
    this.dispatchEvent(
      new CustomEvent<CohortsChosen>("pick", { detail: { cohorts, keepInStep: keepInStep && cohorts.length > 0 } }),
    );
  }

  private row({ id, name, size }: Cohort): TemplateResult {
    const turn = (event: Event) => {
      const rest = this.chosen.filter((each) => each !== id);
      this.pick((event.target as HTMLInputElement).checked ? [...rest, id] : rest, this.keepInStep);
    };
    return html`<label class="check"><input type="checkbox" .checked=${this.chosen.includes(id)} @change=${turn} />
      <span><bdi>${name}</bdi> <span class="dim">· ${peopleCount(size)}</span></span></label>`;
  }

  private step(): TemplateResult {
    const turn = (event: Event) => this.pick(this.chosen, (event.target as HTMLInputElement).checked);
    return html`<label class="check"><input type="checkbox" aria-describedby="step-hint" .checked=${this.keepInStep} @change=${turn} />
        <span>${gettext("Keep in sync with the cohort")}</span></label>
      <p class="hint" id="step-hint">${stepHint()}</p>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.cohorts.length) return nothing;
    return html`<fieldset>
      <legend>${gettext("Whole cohorts")}</legend>
      ${this.cohorts.map((cohort) => this.row(cohort))} ${this.chosen.length && this.canFollow ? this.step() : nothing}
    </fieldset>`;
  }
}
