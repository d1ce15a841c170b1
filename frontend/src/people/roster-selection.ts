// The selection in the roster: kept over pages, searches and cohorts until it is used or cleared.
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { gettext, ngettext } from "../shell/i18n";
import type { Enrolled } from "../shell/types";

export class RosterSelection implements ReactiveController {
  private readonly chosen = new Map<string, Enrolled>();

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.clear();
  }

  get people(): Enrolled[] {
    return [...this.chosen.values()];
  }

  has({ username }: Enrolled): boolean {
    return this.chosen.has(username);
  }

  turn(people: Enrolled[], on: boolean): void {
    for (const person of people) {
      if (on) this.chosen.set(person.username, person);
      else this.chosen.delete(person.username);
    }
    this.host.requestUpdate();
  }

  readonly clear = (): void => {
    this.chosen.clear();
    this.host.requestUpdate();
  };

  /** All that are listed at once, how many are chosen, and what may be done with them. */
  bar(shown: Enrolled[], actions: TemplateResult): TemplateResult {
    const count = this.chosen.size;
    const here = shown.filter((person) => this.has(person)).length;
    const turn = (event: Event) => this.turn(shown, (event.target as HTMLInputElement).checked);
    return html`<div class="selection">
      <label class="pick"><input type="checkbox" .checked=${here > 0 && here === shown.length} .indeterminate=${here > 0 && here < shown.length}
        @change=${turn} /><span>${gettext("Select all shown")}</span></label>
      <span role="status">${count ? ngettext("%(count)s selected", "%(count)s selected", count) : nothing}</span>
      ${count ? html`${actions}<button type="button" class="quiet" @click=${this.clear}>${gettext("Clear")}</button>` : nothing}
    </div>`;
  }
}
