// The audience of a broadcast: all learners, a segment, or specific people.
import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext, ngettext } from "../shell/i18n";
import { errorLine } from "../writing/form";
import { formStyles } from "../writing/form-styles";
import type { Audience, Part, Segments, Who } from "./broadcast";

const DAYS = 14;
const SCORE = 50;

function whoName(who: Who): string {
  switch (who) {
    case "all":
      return gettext("All learners");
    case "modes":
      return gettext("Learners by enrolment mode…");
    case "cohorts":
      return gettext("Learners in cohorts…");
    case "people":
      return gettext("Specific people…");
    case "not_started":
      return gettext("Learners who have not started");
    case "inactive":
      return gettext("Inactive learners…");
    case "not_submitted":
      return gettext("Learners who have not submitted an assignment…");
    case "scored_below":
      return gettext("Learners with a score below…");
  }
}

/** Internal. Emits `change` with the audience. */
export class BroadcastAudience extends ProservaElement {
  static override styles = [ProservaElement.styles, formStyles];

  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) segments: Segments | null = null;
  @property({ attribute: false }) value: Audience = { who: "all" };
  @property({ attribute: false }) errors: string[] = [];

  override focus(): void {
    this.find("select")?.focus();
  }

  /** Only what can be answered here. */
  private offered(segments: Segments): Who[] {
    const parts: Who[] = ["all"];
    if (segments.modes.length > 1) parts.push("modes");
    if (segments.cohorts.length) parts.push("cohorts");
    const asked = segments.segments.filter(
      (who) => segments.assignments.length || (who !== "not_submitted" && who !== "scored_below"),
    );
    return [...parts, ...asked, "people"];
  }

  private change(changes: Partial<Audience>): void {
    this.value = { ...this.value, ...changes };
    this.dispatchEvent(new CustomEvent("change", { detail: this.value }));
  }

  private choose(who: Who): void {
    const first = this.segments?.assignments[0]?.usage_key;
    this.change({
      who,
      days: this.value.days ?? DAYS,
      score: this.value.score ?? SCORE,
      usage_key: this.value.usage_key ?? first,
    });
  }

  private parts<Id extends string | number>(
    legend: string,
    parts: Part<Id>[],
    chosen: Id[],
    change: (ids: Id[]) => void,
  ): TemplateResult {
    const turn = (id: Id) => change(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
    return html`<fieldset>
      <legend>${legend}</legend>
      <div class="choices">
        ${parts.map(
          ({
            id,
            name,
            size,
          }) => html`<label class="check"><input type="checkbox" .checked=${chosen.includes(id)} @change=${() => turn(id)} />
            <span><bdi>${name}</bdi> <span class="size">${ngettext("%(count)s person", "%(count)s people", size)}</span></span></label>`,
        )}
      </div>
    </fieldset>`;
  }

  private number(label: string, name: "days" | "score", most: number): TemplateResult {
    const value = this.value[name];
    return html`<label>${label}
      <input type="number" min="1" max=${most} step="1" .value=${value === undefined ? "" : String(value)}
        @input=${(event: Event) => this.change({ [name]: read(event.target as HTMLInputElement) })} /></label>`;
  }

  private assignment(segments: Segments): TemplateResult {
    return html`<label>${gettext("Assignment")}
      <select @change=${(event: Event) => this.change({ usage_key: (event.target as HTMLSelectElement).value })}>
        ${segments.assignments.map(({ usage_key: key, label }) => html`<option value=${key} ?selected=${key === this.value.usage_key}>${label}</option>`)}
      </select></label>`;
  }

  private details(segments: Segments): TemplateResult | typeof nothing {
    const { who, modes, cohorts, usernames } = this.value;
    switch (who) {
      case "modes":
        return this.parts(gettext("Enrolment modes"), segments.modes, modes ?? [], (ids) =>
          this.change({ modes: ids }),
        );
      case "cohorts":
        return this.parts(gettext("Cohorts"), segments.cohorts, cohorts ?? [], (ids) => this.change({ cohorts: ids }));
      case "people":
        return html`<proserva-chosen-people .api=${this.api} .courseId=${this.courseId} .usernames=${usernames ?? []}
          @change=${({ detail }: CustomEvent<string[]>) => this.change({ usernames: detail })}></proserva-chosen-people>`;
      case "inactive":
        return html`<div class="row">${this.number(gettext("Days without activity"), "days", 3650)}</div>`;
      case "not_submitted":
        return html`<div class="row">${this.assignment(segments)}</div>`;
      case "scored_below":
        return html`<div class="row">${this.assignment(segments)} ${this.number(gettext("Score below (percent)"), "score", 100)}</div>`;
      default:
        return nothing;
    }
  }

  private team({ team }: Segments): TemplateResult | typeof nothing {
    if (!team || this.value.who === "people") return nothing;
    return html`<label class="check"><input type="checkbox" .checked=${!!this.value.include_team}
        @change=${(event: Event) => this.change({ include_team: (event.target as HTMLInputElement).checked })} />
      <span>${gettext("Include the course team")} <span class="size">${ngettext("%(count)s person", "%(count)s people", team)}</span></span></label>`;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { segments } = this;
    if (!segments) return nothing;
    return html`<fieldset>
      <div>
        <label class="label" for="who">${gettext("To")}</label>
        <select id="who" aria-invalid=${this.errors.length > 0} aria-describedby="audience-error"
          @change=${(event: Event) => this.choose((event.target as HTMLSelectElement).value as Who)}>
          ${this.offered(segments).map((who) => html`<option value=${who} ?selected=${who === this.value.who}>${whoName(who)}</option>`)}
        </select>
      </div>
      ${this.details(segments)} ${this.team(segments)} ${errorLine("audience", this.errors)}
    </fieldset>`;
  }
}

function read(input: HTMLInputElement): number | undefined {
  return input.value.trim() === "" ? undefined : Number(input.value);
}
