// The recipients of a new message: one person, or a group of several people and whole cohorts.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { gettext } from "../shell/i18n";
import { peopleIcon } from "../shell/icons";
import type { GroupChoice, Recipient, Thread } from "../shell/types";
import type { Draft } from "../writing/drafts";
import { Form } from "../writing/form";
import { personRow } from "../writing/parts";
import { ComposeOptions } from "./compose-options";

/** As many as one answer lists: with that many there may be more to search for. */
const FULL_LIST = 50;
const NO_GROUP: GroupChoice = { title: "", cohorts: [], keepInStep: false };

export abstract class ComposePeople extends ComposeOptions {
  /** All one may write to, or the first of them. */
  @state() protected people: Recipient[] = [];

  /** What to read before one writes: messages of the course are checked for signs of distress. Empty: they are not. */
  @property({ attribute: false }) care = "";

  protected readonly form = new Form<Draft>(this, {
    args: () => [this.scope, this.client],
    load: () => this.load(),
    // A reply has no place for recipients.
    fields: () => [...(this.replying ? [] : ["recipients"]), "body", "attachments", "context"],
    target: (field) => (field === "recipients" ? "proserva-people" : "textarea"),
    // Another message has the same recipients.
    empty: (sent) => ({ body: "", recipients: sent?.recipients ?? [], group: null, attachments: [], attempt: null }),
    keeps: ({ body, attachments }) => !!body || attachments.length > 0,
    client: () => this.client,
    course: () => this.course(),
    takesFiles: () => !this.noFiles,
  });

  /** Fetches what the composer needs. Return what fills its form, or nothing while it has neither thread nor course. */
  protected abstract load(): Promise<(() => Draft) | null>;

  /** Uploads need a course; a reply only has its thread. */
  private async course(): Promise<string> {
    return this.courseId || (await this.client.get<Thread>(`threads/${this.thread}/`)).course.id;
  }

  protected get addressees(): Recipient[] {
    return this.form.content.recipients;
  }

  /** The group that this message starts; `null` while none was asked for. */
  protected get group(): GroupChoice | null {
    return this.form.content.group;
  }

  protected async findPeople(q: string): Promise<Recipient[]> {
    const page = await this.client.recipients(this.courseId, { q, usernames: this.recipients.replace(/\s/g, "") });
    this.care = page.care;
    return page.results;
  }

  /** The recipients of the draft, else the most likely ones. */
  protected recipientsOf(draft: Draft | null): Recipient[] {
    const fits = ({ username }: Recipient) =>
      this.people.length >= FULL_LIST || this.people.some((person) => person.username === username);
    const kept = draft?.recipients.filter(fits) ?? [];
    return this.chosen.length ? this.chosen : kept.length ? kept : this.preset;
  }

  /**
   * The most likely recipient. None if several can be chosen, to prevent mistakes, or if the writer is meant to choose.
   */
  private get preset(): Recipient[] {
    const [first] = this.people;
    if (this.choose || (this.several && this.people.length > 1)) return [];
    return [this.people.find((person) => person.is_default) ?? first].filter((person) => person !== undefined);
  }

  protected get isGroup(): boolean {
    return !this.replying && (this.addressees.length > 1 || !!this.group?.cohorts.length);
  }

  /** As the API wants it. */
  protected addressed(): Record<string, unknown> {
    const recipients = this.addressees.map(({ username }) => username);
    if (!this.isGroup) return { recipients };
    const { title, cohorts, keepInStep } = this.group ?? NO_GROUP;
    const steps = cohorts.length ? { cohorts, keep_in_step: keepInStep } : {};
    return { recipients, group_chat: true, title: title.trim(), ...steps };
  }

  protected recipientRow(): TemplateResult | typeof nothing {
    if (this.replying) return nothing;
    const [only] = this.people.length === 1 && !this.chosen.length ? this.people : [];
    const label = gettext("To");
    return html`<div>
      <span class="label" aria-hidden=${!only}>${label}</span>
      ${only ? personRow(only, (url) => this.client.resolve(url)) : this.picker(label)} ${this.form.errorLine("recipients")}
    </div>`;
  }

  private picker(label: string): TemplateResult {
    return html`<proserva-people
      .api=${this.api}
      .label=${label}
      .people=${this.people}
      .values=${this.addressees}
      .multiple=${this.several}
      .invalid=${!!this.form.errors.recipients}
      .search=${this.people.length >= FULL_LIST ? (query: string) => this.findPeople(query) : null}
      @pick=${(event: CustomEvent<Recipient[]>) => this.form.edit({ recipients: event.detail }, "recipients")}
    ></proserva-people>`;
  }

  protected groupRow(): TemplateResult | typeof nothing {
    if (!this.several) return nothing;
    if (!this.isGroup && !this.group) {
      return html`<div><button type="button" class="quiet" @click=${() => this.form.edit({ group: NO_GROUP })}>${peopleIcon}${gettext("Start a group")}</button></div>`;
    }
    return html`<proserva-group-options .api=${this.api} .courseId=${this.courseId} .choice=${this.group ?? NO_GROUP} .people=${this.addressees.length}
      @choice=${(event: CustomEvent<GroupChoice>) => this.form.edit({ group: event.detail }, "cohorts")}></proserva-group-options>`;
  }
}
