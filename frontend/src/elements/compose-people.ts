// Whom a new message goes to: one person, or several and whole cohorts, who then are a group.
import { html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import type { Draft } from "../drafts";
import { gettext } from "../i18n";
import { peopleIcon } from "../icons";
import type { Fields, GroupChoice, Recipient } from "../types";
import { ComposeOptions } from "./compose-options";
import { personRow } from "./compose-parts";

/** As many as one answer lists: with that many there may be more to search for. */
const FULL_LIST = 50;
const NO_GROUP: GroupChoice = { title: "", cohorts: [], keepInStep: false };

export abstract class ComposePeople extends ComposeOptions {
  /** All one may write to, or the first of them. */
  @state() protected people: Recipient[] = [];
  @state() protected whom: Recipient[] = [];
  /** What is said of the group that this starts; `null` while nobody has asked for one. */
  @state() protected group: GroupChoice | null = null;
  @state() protected errors: Fields = {};

  /** Something was changed: its error is answered. */
  protected abstract edited(field: string): void;

  protected async findPeople(q: string): Promise<Recipient[]> {
    const page = await this.client.recipients(this.courseId, { q, usernames: this.recipients.replace(/\s/g, "") });
    return page.results;
  }

  /** As the draft has it, else whom one most likely means. */
  protected takeRecipients(draft: Draft | null): void {
    const fits = ({ username }: Recipient) => this.people.length >= FULL_LIST || this.people.some((person) => person.username === username);
    const kept = draft?.recipients.filter(fits) ?? [];
    this.whom = this.chosen.length ? this.chosen : kept.length ? kept : this.preset;
    this.group = draft?.group ?? null;
  }

  /** Whom one most likely means. Nobody where several may be chosen, who would be written to by mistake, nor where choosing is the point. */
  private get preset(): Recipient[] {
    const [first] = this.people;
    if (this.choose || (this.several && this.people.length > 1)) return [];
    return [this.people.find((person) => person.is_default) ?? first].filter((person) => person !== undefined);
  }

  protected get isGroup(): boolean {
    return !this.replying && (this.whom.length > 1 || !!this.group?.cohorts.length);
  }

  /** As the API wants it. */
  protected addressed(): Record<string, unknown> {
    const recipients = this.whom.map(({ username }) => username);
    if (!this.isGroup) return { recipients };
    const { title, cohorts, keepInStep } = this.group ?? NO_GROUP;
    const steps = cohorts.length ? { cohorts, keep_in_step: keepInStep } : {};
    return { recipients, group_chat: true, title: title.trim(), ...steps };
  }

  protected fieldError(field: string): TemplateResult | typeof nothing {
    const texts = this.errors[field] ?? [];
    return texts.length ? html`<p class="error" id="${field}-error" role="alert">${texts.join(" ")}</p>` : nothing;
  }

  protected recipientRow(): TemplateResult | typeof nothing {
    if (this.replying) return nothing;
    const [only] = this.people.length === 1 && !this.chosen.length ? this.people : [];
    const label = gettext("To");
    return html`<div>
      <span class="label" aria-hidden=${!only}>${label}</span>
      ${only ? personRow(only, (url) => this.client.resolve(url)) : this.picker(label)} ${this.fieldError("recipients")}
    </div>`;
  }

  private picker(label: string): TemplateResult {
    return html`<proserva-people
      .api=${this.api}
      .label=${label}
      .people=${this.people}
      .values=${this.whom}
      .multiple=${this.several}
      .invalid=${!!this.errors.recipients}
      .search=${this.people.length >= FULL_LIST ? (query: string) => this.findPeople(query) : null}
      @pick=${(event: CustomEvent<Recipient[]>) => {
        this.whom = event.detail;
        this.edited("recipients");
      }}
    ></proserva-people>`;
  }

  protected groupRow(): TemplateResult | typeof nothing {
    if (!this.several) return nothing;
    if (!this.isGroup && !this.group) {
      return html`<div><button type="button" class="quiet" @click=${() => (this.group = NO_GROUP)}>${peopleIcon}${gettext("Start a group")}</button></div>`;
    }
    return html`<proserva-group-options .api=${this.api} .courseId=${this.courseId} .choice=${this.group ?? NO_GROUP} .people=${this.whom.length}
      @choice=${(event: CustomEvent<GroupChoice>) => {
        this.group = event.detail;
        this.edited("cohorts");
      }}></proserva-group-options>`;
  }
}
