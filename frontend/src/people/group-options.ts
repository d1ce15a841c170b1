// The options of a group that a message starts: its name and whole cohorts.
import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import type { GroupChoice } from "../shell/types";
import type { CohortsChosen } from "./cohort-choice";
import { notify, panelStyles } from "./panel";

/** Internal. Emits `choice` with what is chosen then. */
export class GroupOptionsView extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    panelStyles,
    css`
      section { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding: 14px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--soft); }
    `,
  ];

  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) choice: GroupChoice | null = null;
  /** The number of people selected by name. */
  @property({ attribute: false }) people = 0;

  private change(changes: Partial<GroupChoice>): void {
    notify(this, "choice", { title: "", cohorts: [], keepInStep: false, ...this.choice, ...changes });
  }

  private words(): string {
    if (this.people > 1 || this.choice?.cohorts.length) {
      return gettext(
        "This starts a group with Group Chat on. Everyone in it sees its members and all messages. You are the owner and can add and remove people later.",
      );
    }
    return gettext("Choose at least two people, or a cohort, to start a group.");
  }

  protected override render(): TemplateResult | typeof nothing {
    const { choice } = this;
    if (!choice) return nothing;
    return html`<section aria-label=${gettext("Group")}>
      <p class="small">${this.words()}</p>
      <label class="field">${gettext("Group name (optional)")}
        <input type="text" dir="auto" maxlength="255" .value=${choice.title}
          @input=${(event: Event) => this.change({ title: (event.target as HTMLInputElement).value })} /></label>
      <proserva-cohort-choice .api=${this.api} .courseId=${this.courseId} .chosen=${choice.cohorts} .keepInStep=${choice.keepInStep}
        @pick=${({ detail: { cohorts, keepInStep } }: CustomEvent<CohortsChosen>) => this.change({ cohorts: cohorts.map(({ id }) => id), keepInStep })}
      ></proserva-cohort-choice>
    </section>`;
  }
}
