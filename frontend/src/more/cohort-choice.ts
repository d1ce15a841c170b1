// Whole cohorts to take in at once, and whether they stay in step.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../elements/base";
import { gettext } from "../i18n";
import { peopleCount } from "../people";
import type { Cohort } from "../types";
import { panelStyles } from "./panel-styles";

export interface CohortsChosen {
  cohorts: Cohort[];
  keepInStep: boolean;
}

/** What it is to keep in step. */
export function stepHint(): string {
  return gettext("Whoever joins the cohort later joins this group, and whoever leaves it leaves; a line says so each time. Those added by name stay.");
}

/** Internal. Shows nothing where there are none. Emits `pick` with what is chosen then. */
export class CohortChoice extends ProservaElement {
  static override styles = [ProservaElement.styles, panelStyles];

  @property({ attribute: false }) courseId = "";
  /** Ids. */
  @property({ attribute: false }) chosen: number[] = [];
  @property({ attribute: false }) keepInStep = false;
  /** Whether I may let a group follow them. */
  @property({ attribute: false }) canFollow = true;

  @state() private cohorts: Cohort[] = [];

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courseId") && this.courseId) void this.load();
  }

  private async load(): Promise<void> {
    const { courseId } = this;
    // Without them there are still the people by name.
    const path = `courses/${encodeURIComponent(courseId)}/cohorts/`;
    const { results } = await this.client.get<{ results: Cohort[] }>(path).catch(() => ({ results: [] }));
    if (courseId === this.courseId) this.cohorts = results;
  }

  private pick(chosen: number[], keepInStep: boolean): void {
    const cohorts = this.cohorts.filter(({ id }) => chosen.includes(id));
    this.dispatchEvent(new CustomEvent<CohortsChosen>("pick", { detail: { cohorts, keepInStep: keepInStep && cohorts.length > 0 } }));
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
        <span>${gettext("Keep in step with the cohort")}</span></label>
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
