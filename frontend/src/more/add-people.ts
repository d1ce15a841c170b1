// Adds people to a conversation: whom, and what they will see, told before it is done.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { errorText } from "../api";
import { ProservaElement } from "../elements/base";
import { failed, loading } from "../elements/states";
import { gettext } from "../i18n";
import { others, personName } from "../people";
import type { Cohort, History, Recipient, ThreadDetail } from "../types";
import type { CohortsChosen } from "./cohort-choice";
import { historyChoice, namesOf } from "./history-choice";
import { panelStyles } from "./panel-styles";
import { tell, Tries } from "./tries";

/** Internal. Emits `added` with the names of those who were, `changed` with the thread as it is then, and `cancel`. */
export class AddPeople extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    panelStyles,
    css`
      .told { padding: 10px 14px; border-radius: 8px; background: var(--soft); border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); font-size: var(--fs-s); }
      .told:empty { display: none; }
      .part { gap: 14px; }
    `,
  ];

  @property({ attribute: false }) detail: ThreadDetail | null = null;
  @property({ attribute: false }) me = "";

  @state() private people: Recipient[] | null = null;
  @state() private failure = "";
  @state() private whom: Recipient[] = [];
  @state() private cohorts: Cohort[] = [];
  @state() private keepInStep = false;
  @state() private history: History | null = null;
  private readonly tries = new Tries(this);

  private get thread(): ThreadDetail {
    return this.detail as ThreadDetail;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // What was private is shown to somebody else only by a choice of its own; a group tells least where nothing is said.
    this.history = this.thread.kind === "direct" ? null : "none";
    void this.load();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("people") && this.people) this.find("proserva-people")?.focus();
  }

  private async load(): Promise<void> {
    this.failure = "";
    try {
      this.people = await this.search("");
    } catch (error) {
      this.failure = errorText(error);
    }
  }

  private async search(q: string): Promise<Recipient[]> {
    const page = await this.client.recipients(this.thread.course.id, { q, exclude_thread: this.thread.id });
    return page.results;
  }

  private async add(event: Event): Promise<void> {
    event.preventDefault();
    const { whom, cohorts, history, keepInStep } = this;
    if (!whom.length && !cohorts.length) return this.stop("usernames", gettext("Choose whom to add."), "proserva-people");
    if (!history) return this.stop("history", gettext("Say first what they will see."), "[name=history]");
    const chosen = cohorts.length
      ? { cohorts: cohorts.map(({ id }) => id), keep_in_step: keepInStep }
      : { usernames: whom.map(({ username }) => username) };
    const done = await this.tries.run("add", async () => {
      const path = `threads/${this.thread.id}/participants/`;
      tell(this, "changed", await this.client.post<ThreadDetail>(path, { ...chosen, history }));
    });
    if (done) tell(this, "added", namesOf(whom, cohorts));
  }

  private stop(key: string, text: string, selector: string): void {
    this.tries.fail(key, text);
    this.find(selector)?.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    // Back to the list, not out of the dialog.
    event.preventDefault();
    event.stopPropagation();
    tell(this, "cancel");
  }

  private warning(): TemplateResult | typeof nothing {
    if (this.thread.kind !== "direct") return nothing;
    const name = others(this.thread, this.me).map(personName).join(", ");
    return html`<p class="notice">${gettext("Until now this was a private conversation between you and %(name)s. Both of you will see a line that says who was added, and what they see.", { name })}</p>`;
  }

  private whomField(people: Recipient[]): TemplateResult {
    const label = gettext("Whom to add");
    return html`<div>
      <proserva-people .api=${this.api} .label=${label} .people=${people} .values=${this.whom} .multiple=${true} .invalid=${this.tries.has("usernames")}
        .search=${(query: string) => this.search(query)} @pick=${(event: CustomEvent<Recipient[]>) => {
          this.whom = event.detail;
          this.tries.forget();
        }}></proserva-people>
      ${this.tries.error("usernames")}
    </div>`;
  }

  /** Not together with single people: who comes with a cohort goes with it. */
  private cohortField(): TemplateResult {
    const picked = ({ detail }: CustomEvent<CohortsChosen>) => Object.assign(this, detail);
    return html`<proserva-cohort-choice .api=${this.api} .courseId=${this.thread.course.id} .chosen=${this.cohorts.map(({ id }) => id)}
      .keepInStep=${this.keepInStep} .canFollow=${this.thread.can.keep_in_step} @pick=${picked}></proserva-cohort-choice>`;
  }

  private form(people: Recipient[]): TemplateResult {
    const pick = (history: History) => {
      this.history = history;
      this.tries.forget();
    };
    const names = this.whom.length || this.cohorts.length ? namesOf(this.whom, this.cohorts) : "";
    return html`<form class="part" novalidate @submit=${this.add} @keydown=${this.pressed}>
      <h3>${gettext("Add people")}</h3>
      ${this.warning()} ${this.cohorts.length ? nothing : this.whomField(people)} ${this.whom.length ? nothing : this.cohortField()}
      ${historyChoice({ thread: this.thread, chosen: this.history, names, invalid: this.tries.has("history"), pick })}
      ${this.tries.error("history")} ${this.tries.error("add")}
      <div class="row">
        <button type="submit" class="primary" ?disabled=${!!this.tries.busy}>${this.tries.busy ? gettext("Adding…") : gettext("Add")}</button>
        <button type="button" class="quiet" @click=${() => tell(this, "cancel")}>${gettext("Cancel")}</button>
      </div>
    </form>`;
  }

  protected override render(): TemplateResult {
    if (this.failure) return failed(this.failure, () => void this.load());
    return this.people ? this.form(this.people) : loading(5);
  }
}
