// <proserva-roster-view>, inside <proserva-roster>: everybody enrolled, for the course team: found, looked at, and written to in place.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ApiError, errorText } from "../api";
import { getConfig } from "../config";
import type { EventDetails } from "../events";
import { gettext, ngettext } from "../i18n";
import { closeIcon, messageIcon, peopleIcon, searchIcon } from "../icons";
import { Online } from "../online";
import type { Config, Enrolled, Recipient, RosterPage } from "../types";
import { ProservaElement } from "../elements/base";
import { rosterHead, rosterRow } from "./roster-row";
import { RosterSelection } from "./roster-selection";
import { rosterStyles } from "./roster-styles";
import { empty, failed, loading } from "../elements/states";

const SEARCH_AFTER_MS = 300;
const SETTLED_MS = 400;

export class RosterView extends ProservaElement {
  static override styles = [ProservaElement.styles, rosterStyles];

  @property({ attribute: false }) courseId = "";

  @state() private people: Enrolled[] | null = null;
  @state() private cohorts: string[] = [];
  @state() private config: Config | null = null;
  @state() private query = "";
  @state() private cohort = "";
  @state() private cursor: string | null = null;
  @state() private error: unknown = null;
  @state() private problem = "";
  /** What is shown answers an earlier question. */
  @state() private stale = false;
  @state() private busy = false;
  /** Whom a message is being written to. */
  @state() private writing = "";

  /** Whom a message to several is being written to: as they were chosen, whatever is chosen since. */
  @state() private together: Recipient[] = [];

  private asked = 0;
  private timer = 0;
  private readonly online = new Online(this);
  private readonly selection = new RosterSelection(this);

  override connectedCallback(): void {
    super.connectedCallback();
    const back = () => this.error && void this.reload();
    window.addEventListener("online", back);
    this.whileConnected(
      () => window.removeEventListener("online", back),
      () => clearTimeout(this.timer),
    );
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("courseId") && !changed.has("api")) return;
    Object.assign(this, { people: null, cohorts: [], query: "", cohort: "", writing: "", together: [] });
    this.selection.clear();
    void this.reload();
  }

  private async reload(): Promise<void> {
    clearTimeout(this.timer);
    this.asked += 1;
    const { asked } = this;
    Object.assign(this, { error: null, problem: "", stale: true, busy: false });
    // A framework may set the attributes one after the other.
    if (!this.courseId) return;
    try {
      const [page, config] = await Promise.all([this.fetch(null), getConfig(this.client)]);
      if (asked !== this.asked) return;
      const cohorts = page.cohorts ?? this.cohorts;
      Object.assign(this, { people: page.results, cursor: page.next_cursor, cohorts, config, stale: false });
    } catch (error) {
      if (asked === this.asked) Object.assign(this, { error, people: null });
    }
  }

  private fetch(cursor: string | null): Promise<RosterPage> {
    const params = { q: this.query.trim(), cohort: this.cohort, cursor };
    return this.client.get(`courses/${encodeURIComponent(this.courseId)}/roster/`, params);
  }

  private async more(): Promise<void> {
    const { asked } = this;
    Object.assign(this, { busy: true, problem: "" });
    try {
      const page = await this.fetch(this.cursor);
      if (asked !== this.asked) return;
      await this.add(page);
    } catch (error) {
      if (asked === this.asked) this.problem = errorText(error);
    } finally {
      if (asked === this.asked) this.busy = false;
    }
  }

  private async add({ results, next_cursor: cursor }: RosterPage): Promise<void> {
    const known = new Set(this.people?.map(({ username }) => username));
    const fresh = results.filter(({ username }) => !known.has(username));
    this.people = [...(this.people ?? []), ...fresh];
    this.cursor = cursor;
    await this.updateComplete;
    // The button that was pressed is gone.
    if (!cursor) this.renderRoot.querySelectorAll<HTMLElement>("th[scope=row]")[known.size]?.focus();
  }

  private search(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.reload(), SEARCH_AFTER_MS);
  }

  private choose(event: Event): void {
    this.cohort = (event.target as HTMLSelectElement).value;
    void this.reload();
  }

  private async write(username: string): Promise<void> {
    const before = this.writing;
    this.writing = before === username ? "" : username;
    await this.updateComplete;
    if (!this.writing) return this.find(`[data-write="${CSS.escape(before)}"]`)?.focus();
    this.find("proserva-compose")?.focus();
    // When the composer has come: all of it should be in sight.
    setTimeout(() => this.find("#panel")?.scrollIntoView?.({ block: "nearest" }), SETTLED_MS);
  }

  private sent(username: string, { thread }: EventDetails["proserva-sent"]): void {
    const now = new Date().toISOString();
    const change = (each: Enrolled) => (each.username === username ? { ...each, thread, last_contact: now } : each);
    this.people = this.people?.map(change) ?? null;
  }

  private filters(): TemplateResult {
    const label = gettext("Search by name");
    return html`<div class="tools">
      <div class="search">${searchIcon}<input type="search" dir=${this.query ? "auto" : nothing} aria-label=${label} placeholder=${label}
        .value=${this.query} @input=${this.search} /></div>
      ${this.cohorts.length ? this.cohortChoice() : nothing}
    </div>`;
  }

  private cohortChoice(): TemplateResult {
    return html`<label class="cohorts"><span>${gettext("Cohort")}</span>
      <select @change=${this.choose}>
        <option value="">${gettext("All cohorts")}</option>
        ${this.cohorts.map((name) => html`<option value=${name} ?selected=${name === this.cohort}>${name}</option>`)}
      </select>
    </label>`;
  }

  private table(people: Enrolled[]): TemplateResult {
    const cohorts = this.cohorts.length > 0 || people.some(({ cohort }) => cohort !== null);
    const inbox = this.client.resolve(this.config?.inbox_url ?? "");
    return html`<table role="table" aria-label=${gettext("Enrolled")} aria-busy=${this.stale}>
      ${rosterHead(cohorts)}
      <tbody role="rowgroup">
        ${people.map((person) =>
          rosterRow(person, {
            cohorts,
            inbox,
            resolve: (url) => this.client.resolve(url),
            composer: person.username === this.writing ? this.composer(person.username) : null,
            write: () => void this.write(person.username),
            selected: this.selection.has(person),
            select: (on) => this.selection.turn([person], on),
          }),
        )}
      </tbody>
    </table>`;
  }

  private composer(username: string): TemplateResult {
    return html`<proserva-compose .api=${this.api} .courseId=${this.courseId} .recipients=${username}
      @proserva-sent=${(event: CustomEvent<EventDetails["proserva-sent"]>) => this.sent(username, event.detail)}></proserva-compose>`;
  }

  private async writeTogether(people: Enrolled[]): Promise<void> {
    this.together = people.map((person) => ({ ...person, is_default: false }));
    await this.updateComplete;
    this.find(people.length ? ".together proserva-compose" : ".selection button, .selection input")?.focus();
  }

  /** What may be done with those who are chosen. */
  private actions(): TemplateResult {
    const { people } = this.selection;
    return html`${people.length > 1
      ? html`<button type="button" class="outline" @click=${() => void this.writeTogether(people)}>${peopleIcon}${gettext("Message as a group")}</button>`
      : nothing}`;
  }

  private groupComposer(): TemplateResult | typeof nothing {
    if (!this.together.length) return nothing;
    const close = gettext("Close");
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) void this.writeTogether([]);
    };
    return html`<section class="panel together" aria-labelledby="together" @keydown=${pressed}>
      <div class="top"><h2 id="together">${gettext("Message as a group")}</h2>
        <button type="button" class="round" aria-label=${close} title=${close} @click=${() => void this.writeTogether([])}>${closeIcon}</button></div>
      <proserva-compose .api=${this.api} .courseId=${this.courseId} .chosen=${this.together} several @proserva-sent=${this.selection.clear}></proserva-compose>
    </section>`;
  }

  private failure(): TemplateResult {
    if (this.error instanceof ApiError && this.error.status === 404) return empty(messageIcon, gettext("This is for the course team."));
    return failed(errorText(this.error), () => void this.reload());
  }

  private content(): TemplateResult {
    const { people } = this;
    if (this.error) return this.failure();
    if (!people) return loading(8);
    if (!people.length && !this.cursor) {
      return this.query.trim() || this.cohort
        ? empty(searchIcon, gettext("Nobody matches"))
        : empty(messageIcon, gettext("Nobody is enrolled yet"));
    }
    return html`${this.table(people)} ${this.problem ? html`<p class="notice bad" role="alert">${this.problem}</p>` : nothing}
      ${this.cursor
        ? html`<button type="button" class="quiet more" ?disabled=${this.busy || this.stale} @click=${this.more}>
            ${this.busy ? gettext("Loading…") : gettext("Load more")}
          </button>`
        : nothing}`;
  }

  /** How many are listed, also for those who do not see it. */
  private count(): string {
    const shown = this.people?.length ?? 0;
    if (!shown || this.stale) return "";
    if (this.cursor) return gettext("The first %(count)s", { count: shown });
    return ngettext("%(count)s person", "%(count)s people", shown);
  }

  protected override render(): TemplateResult {
    if (this.error instanceof ApiError && this.error.status === 404) return this.failure();
    return html`<proserva-roster-tools .api=${this.api} .courseId=${this.courseId}>
      ${this.filters()}
      ${this.online.now ? nothing : html`<p class="notice" role="status">${gettext("You are offline. This may be out of date.")}</p>`}
      <p class="count small dim" role="status">${this.count()}</p>
      ${this.people?.length || this.selection.people.length ? this.selection.bar(this.people ?? [], this.actions()) : nothing} ${this.groupComposer()}
      ${this.content()}
    </proserva-roster-tools>`;
  }
}
