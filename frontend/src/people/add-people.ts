// Adds people to a conversation: recipients, and a choice of the history they will see.
import { Task } from "@lit/task/task.js";
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { loaded } from "../shell/states";
import type { Cohort, History, Recipient, ThreadDetail } from "../shell/types";
import type { CohortsChosen } from "./cohort-choice";
import { historyChoice, namesOf } from "./history-choice";
import { notify, panelStyles, Requests } from "./panel";
import { others, personName } from "./people";

/** Internal. Emits `added` with the names of those who were, `changed` with the thread as it is then, and `cancel`. */
export class AddPeople extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    panelStyles,
    css`
      .consequence { padding: 10px 14px; border-radius: 8px; background: var(--soft); border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); font-size: var(--fs-s); }
      .consequence:empty { display: none; }
      .part { gap: 14px; }
    `,
  ];

  @property({ attribute: false }) detail: ThreadDetail | null = null;
  @property({ attribute: false }) me = "";

  @state() private selected: Recipient[] = [];
  @state() private cohorts: Cohort[] = [];
  @state() private keepInStep = false;
  @state() private history: History | null = null;
  private readonly requests = new Requests(this);
  private readonly people = new Task(this, {
    args: () => [],
    task: () => this.search(""),
    onComplete: () => void this.focusField(),
  });

  /** The task asks for the update that shows the field after it has called this. */
  private async focusField(): Promise<void> {
    await Promise.resolve();
    await this.updateComplete;
    this.find("proserva-people")?.focus();
  }

  private get thread(): ThreadDetail {
    return this.detail as ThreadDetail;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // In a private conversation the choice must be made explicitly; in a group the default shows the least.
    this.history = this.thread.kind === "direct" ? null : "none";
  }

  private async search(q: string): Promise<Recipient[]> {
    const page = await this.client.recipients(this.thread.course.id, { q, exclude_thread: this.thread.id });
    return page.results;
  }

  private async add(event: Event): Promise<void> {
    event.preventDefault();
    const { selected: people, cohorts, history, keepInStep } = this;
    if (!people.length && !cohorts.length)
      return this.stop("usernames", gettext("Choose people to add."), "proserva-people");
    if (!history) return this.stop("history", gettext("Choose what they will see."), "[name=history]");
    const chosen = cohorts.length
      ? { cohorts: cohorts.map(({ id }) => id), keep_in_step: keepInStep }
      : { usernames: people.map(({ username }) => username) };
    const done = await this.requests.run("add", async () => {
      const path = `threads/${this.thread.id}/participants/`;
      notify(this, "changed", await this.client.post<ThreadDetail>(path, { ...chosen, history }));
    });
    if (done) notify(this, "added", namesOf(people, cohorts));
  }

  private stop(key: string, text: string, selector: string): void {
    this.requests.fail(key, text);
    this.find(selector)?.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    // Back to the list, not out of the dialog.
    event.preventDefault();
    event.stopPropagation();
    notify(this, "cancel");
  }

  private warning(): TemplateResult | typeof nothing {
    if (this.thread.kind !== "direct") return nothing;
    const name = others(this.thread, this.me).map(personName).join(", ");
    return html`<p class="notice">${gettext("This is a private conversation between you and %(name)s. You will both see a system message that says who was added and what they can see.", { name })}</p>`;
  }

  private peopleField(people: Recipient[]): TemplateResult {
    const label = gettext("People to add");
    return html`<div>
      <proserva-people .api=${this.api} .label=${label} .people=${people} .values=${this.selected} .multiple=${true} .invalid=${this.requests.has("usernames")}
        .search=${(query: string) => this.search(query)} @pick=${(event: CustomEvent<Recipient[]>) => {
          this.selected = event.detail;
          this.requests.forget();
        }}></proserva-people>
      ${this.requests.error("usernames")}
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
      this.requests.forget();
    };
    const names = this.selected.length || this.cohorts.length ? namesOf(this.selected, this.cohorts) : "";
    return html`<form class="part" novalidate @submit=${this.add} @keydown=${this.pressed}>
      <h3>${gettext("Add people")}</h3>
      ${this.warning()} ${this.cohorts.length ? nothing : this.peopleField(people)} ${this.selected.length ? nothing : this.cohortField()}
      ${historyChoice({ thread: this.thread, chosen: this.history, names, invalid: this.requests.has("history"), pick })}
      ${this.requests.error("history")} ${this.requests.error("add")}
      <div class="row">
        <button type="submit" class="primary" ?disabled=${!!this.requests.busy}>${this.requests.busy ? gettext("Adding…") : gettext("Add")}</button>
        <button type="button" class="quiet" @click=${() => notify(this, "cancel")}>${gettext("Cancel")}</button>
      </div>
    </form>`;
  }

  protected override render(): TemplateResult {
    return loaded(this.people, 5, (people) => this.form(people));
  }
}
