// A picker for people by username, as an audience stores them.
import { Task } from "@lit/task/task.js";
import { css, html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { errorText } from "../shell/api";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { failed } from "../shell/states";
import type { Recipient } from "../shell/types";

/** As many as one answer lists. */
const FULL_LIST = 50;

/** Internal. Emits `change` with the usernames. */
export class ChosenPeople extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      .label { display: block; margin-block-end: 4px; font-size: var(--fs-s); font-weight: 600; }
    `,
  ];

  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) usernames: string[] = [];

  /** All people listed so far. */
  private readonly known = new Map<string, Recipient>();

  private readonly people = new Task(this, {
    args: () => [this.courseId],
    task: async ([courseId]) => {
      if (!courseId) return [];
      // The first page may not contain the people of a draft.
      if (this.usernames.length) await this.list({ usernames: this.usernames.join(",") });
      return this.list({});
    },
  });

  private async list(params: Record<string, string>): Promise<Recipient[]> {
    const { results } = await this.client.recipients(this.courseId, params);
    results.forEach((person) => this.known.set(person.username, person));
    return results;
  }

  private change(usernames: string[]): void {
    this.usernames = usernames;
    this.dispatchEvent(new CustomEvent("change", { detail: usernames }));
  }

  /** A person who is no longer listed is shown by username. */
  private who(username: string): Recipient {
    return this.known.get(username) ?? { username, name: username, image_url: "", role: null, is_default: false };
  }

  protected override render(): TemplateResult {
    const { error, value: people = [] } = this.people;
    if (error) return failed(errorText(error), () => void this.people.run());
    const long = people.length >= FULL_LIST;
    const label = gettext("Add a person");
    return html`<span class="label" aria-hidden="true">${label}</span>
      <proserva-people multiple .api=${this.api} .label=${label} .people=${people}
        .values=${this.usernames.map((each) => this.who(each))}
        .search=${long ? (q: string) => this.list({ q }) : null}
        @pick=${({ detail }: CustomEvent<Recipient[]>) => this.change(detail.map(({ username }) => username))}></proserva-people>`;
  }
}
