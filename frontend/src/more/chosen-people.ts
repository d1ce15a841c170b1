// People picked one by one: a search, and those who are picked so far, each of whom can be taken out again.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { gettext, ngettext } from "../i18n";
import { closeIcon } from "../icons";
import { personName } from "../people";
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
      ul { display: flex; flex-wrap: wrap; gap: 6px; margin-block-start: 8px; }
      li { display: flex; align-items: center; max-inline-size: 100%; padding-inline-start: 14px; border: 1px solid var(--line); border-radius: 22px; background: var(--soft); font-size: var(--fs-s); }
    `,
  ];

  @property({ attribute: false }) courseId = "";
  @property({ attribute: false }) usernames: string[] = [];

  @state() private people: Recipient[] | null = null;
  @state() private error = "";
  /** Everybody who was ever listed here, for their names. */
  private readonly known = new Map<string, string>();

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
    results.forEach((person) => this.known.set(person.username, personName(person)));
    return results;
  }

  private change(usernames: string[]): void {
    this.usernames = usernames;
    this.dispatchEvent(new CustomEvent("change", { detail: usernames }));
  }

  private async takeOut(username: string): Promise<void> {
    this.change(this.usernames.filter((each) => each !== username));
    await this.updateComplete;
    this.find("proserva-people")?.focus();
  }

  private row(username: string): TemplateResult {
    const name = this.known.get(username) ?? username;
    return html`<li>
      <span class="ellipsis" dir="auto">${name}</span>
      <button type="button" class="round" aria-label=${gettext("Remove %(name)s", { name })} @click=${() => void this.takeOut(username)}>${closeIcon}</button>
    </li>`;
  }

  protected override render(): TemplateResult {
    if (this.error) return failed(this.error, () => void this.load());
    const left = (this.people ?? []).filter(({ username }) => !this.usernames.includes(username));
    const long = (this.people?.length ?? 0) >= FULL_LIST;
    const label = gettext("Add somebody");
    return html`<span class="label" aria-hidden="true">${label}</span>
      <proserva-people .api=${this.api} .label=${label} .people=${left}
        .search=${long ? (q: string) => this.list({ q }).then((found) => found.filter(({ username }) => !this.usernames.includes(username))) : null}
        @pick=${({ detail }: CustomEvent<Recipient[]>) => this.change([...this.usernames, ...detail.map(({ username }) => username)])}></proserva-people>
      <span class="vh" role="status">${ngettext("%(count)s person picked", "%(count)s people picked", this.usernames.length)}</span>
      ${this.usernames.length ? html`<ul aria-label=${gettext("Picked")}>${this.usernames.map((each) => this.row(each))}</ul>` : nothing}`;
  }
}
