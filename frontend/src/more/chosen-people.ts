// People chosen by their usernames, as an audience keeps them: the picker knows persons, and this knows who they are.
import { css, html, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { gettext } from "../i18n";
import type { Recipient } from "../types";
import { ProservaElement } from "../elements/base";
import { failed } from "../elements/states";

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

  @state() private people: Recipient[] | null = null;
  @state() private error = "";
  /** Everybody who was ever listed here. */
  private readonly known = new Map<string, Recipient>();

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("courseId") && this.courseId) void this.load();
  }

  private async load(): Promise<void> {
    this.error = "";
    try {
      // Those of a draft may be nobody whom the first answer lists.
      if (this.usernames.length) await this.list({ usernames: this.usernames.join(",") });
      this.people = await this.list({});
    } catch (error) {
      this.error = errorText(error);
    }
  }

  private async list(params: Record<string, string>): Promise<Recipient[]> {
    const { results } = await this.client.recipients(this.courseId, params);
    results.forEach((person) => this.known.set(person.username, person));
    return results;
  }

  private change(usernames: string[]): void {
    this.usernames = usernames;
    this.dispatchEvent(new CustomEvent("change", { detail: usernames }));
  }

  /** Whom the server does not list any more still goes by what they were chosen by. */
  private who(username: string): Recipient {
    return this.known.get(username) ?? { username, name: username, image_url: "", role: null, is_default: false };
  }

  protected override render(): TemplateResult {
    if (this.error) return failed(this.error, () => void this.load());
    const long = (this.people?.length ?? 0) >= FULL_LIST;
    const label = gettext("Add somebody");
    return html`<span class="label" aria-hidden="true">${label}</span>
      <proserva-people multiple .api=${this.api} .label=${label} .people=${this.people ?? []}
        .values=${this.usernames.map((each) => this.who(each))}
        .search=${long ? (q: string) => this.list({ q }) : null}
        @pick=${({ detail }: CustomEvent<Recipient[]>) => this.change(detail.map(({ username }) => username))}></proserva-people>`;
  }
}
