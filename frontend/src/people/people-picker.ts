// A combobox to choose one person, or several, by typing a part of the name.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext, ngettext } from "../shell/i18n";
import { chevronIcon, closeIcon } from "../shell/icons";
import type { Recipient } from "../shell/types";
import { avatar, peopleCount, personName, roleName } from "./people";

const PAUSE_MS = 250;
/** The number of chips shown at first. */
const FEW = 12;

/** Internal. Emits `pick` with those who are chosen then; `search` is set where `people` are not all there are. */
export class PeoplePicker extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      .field { position: relative; }
      .field .icon { position: absolute; inset-inline-end: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
      /* The side of the sign is the page's, whatever direction the name has. */
      .field input { padding: 9px 40px 9px 12px; text-overflow: ellipsis; text-align: -webkit-match-parent; text-align: match-parent; }
      :host(:dir(rtl)) .field input { padding: 9px 12px 9px 40px; }
      .list { margin-block-start: 4px; max-block-size: 264px; overflow-y: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); box-shadow: var(--shadow); }
      .option { display: flex; gap: 12px; align-items: center; min-block-size: 52px; padding: 6px 12px; cursor: pointer; }
      .option.active, .option:hover { background: var(--tint); }
      .option[aria-selected="true"] { font-weight: 600; }
      .option .avatar { inline-size: 32px; block-size: 32px; font-size: 12px; }
      .who { display: grid; min-inline-size: 0; line-height: 1.3; }
      .chips { display: flex; flex-wrap: wrap; gap: 6px; margin-block-end: 8px; }
      .chip { display: flex; align-items: center; gap: 2px; max-inline-size: 100%; padding-inline-start: 12px; border-radius: 18px; background: var(--tint); border: 1px solid var(--line); font-size: var(--fs-s); font-weight: 600; }
      .chip button { min-block-size: 34px; inline-size: 34px; }
      .chip .icon { inline-size: 15px; block-size: 15px; }
      .rest { min-block-size: 36px; padding-block: 4px; font-size: var(--fs-s); }
      .none { padding: 14px; color: var(--muted); }
      @media (forced-colors: active) { .option.active { outline: 2px solid Highlight; outline-offset: -2px; } }
    `,
  ];

  @property({ attribute: false }) people: Recipient[] = [];
  @property({ attribute: false }) values: Recipient[] = [];
  @property({ type: Boolean }) multiple = false;
  @property({ attribute: false }) search: ((query: string) => Promise<Recipient[]>) | null = null;
  @property({ type: Boolean }) invalid = false;
  @property() label = "";

  @state() private open = false;
  @state() private active = 0;
  @state() private query = "";
  @state() private found: Recipient[] | null = null;
  /** All chips are shown. */
  @state() private unfolded = false;
  private timer = 0;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("open") && !this.open) Object.assign(this, { query: "", found: null });
  }

  override focus(): void {
    // It may just have been put there.
    void this.updateComplete.then(() => this.find("input")?.focus());
  }

  private get shown(): Recipient[] {
    const wanted = this.query.trim().toLocaleLowerCase();
    const found = this.found ?? this.people.filter((person) => personName(person).toLocaleLowerCase().includes(wanted));
    return this.multiple ? found.filter((person) => !this.isChosen(person)) : found;
  }

  private isChosen({ username }: Recipient): boolean {
    return this.values.some((person) => person.username === username);
  }

  private typed(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    this.open = true;
    this.active = 0;
    clearTimeout(this.timer);
    if (this.search) this.timer = window.setTimeout(() => void this.ask(this.query), PAUSE_MS);
  }

  private async ask(query: string): Promise<void> {
    const found = query.trim() ? await this.search?.(query.trim()).catch(() => null) : null;
    // An answer that comes late must not replace that of what was typed since.
    if (query === this.query && this.open) this.found = found ?? null;
  }

  private pick(person: Recipient): void {
    this.open = false;
    this.change(this.multiple ? [...this.values, person] : [person]);
  }

  private change(values: Recipient[]): void {
    this.dispatchEvent(new CustomEvent("pick", { detail: values }));
  }

  private async drop({ username }: Recipient): Promise<void> {
    this.change(this.values.filter((person) => person.username !== username));
    await this.updateComplete;
    // The button that was pressed is gone.
    this.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return this.move(event);
    const last = this.values[this.values.length - 1];
    if (event.key === "Backspace" && this.multiple && last && !this.query) return void this.drop(last);
    if (!this.open) return;
    if (event.key === "Escape") {
      // Closes this list, not what it stands in.
      event.stopPropagation();
      event.preventDefault();
      this.open = false;
    } else if (event.key === "Enter") {
      event.preventDefault();
      const person = this.shown[this.active];
      if (person) this.pick(person);
    }
  }

  private move(event: KeyboardEvent): void {
    event.preventDefault();
    const count = this.shown.length;
    if (this.open && count) this.active = (this.active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
    this.open = true;
    void this.updateComplete.then(() => this.find(".active")?.scrollIntoView?.({ block: "nearest" }));
  }

  private start(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.active = this.multiple
      ? 0
      : Math.max(
          0,
          this.people.findIndex((person) => this.isChosen(person)),
        );
    this.open = true;
    input.select();
  }

  private option(person: Recipient, index: number): TemplateResult {
    return html`<li
      id="option-${index}"
      role="option"
      class="option ${index === this.active ? "active" : ""}"
      aria-selected=${this.isChosen(person)}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.pick(person)}
    >
      ${avatar(person, (url) => this.client.resolve(url))}
      <span class="who"><span dir="auto">${personName(person)}</span><span class="small dim">${roleName(person.role)}</span></span>
    </li>`;
  }

  private list(): TemplateResult {
    const people = this.shown;
    return html`<ul id="list" class="list" role="listbox" aria-label=${this.label}>
        ${people.map((person, index) => this.option(person, index))}
        ${people.length ? nothing : html`<li class="none" role="option" aria-disabled="true" aria-selected="false">${gettext("No matches")}</li>`}
      </ul>
      <span class="vh" role="status">${peopleCount(people.length)}</span>`;
  }

  private chip(person: Recipient): TemplateResult {
    const name = personName(person);
    return html`<li class="chip"><span class="ellipsis" dir="auto">${name}</span>
      <button type="button" class="round" aria-label=${gettext("Remove %(name)s", { name })} @click=${() => void this.drop(person)}>${closeIcon}</button>
    </li>`;
  }

  private chips(): TemplateResult {
    const shown = this.unfolded ? this.values : this.values.slice(0, FEW);
    const rest = this.values.length - shown.length;
    return html`<ul class="chips" aria-label=${gettext("Selected")}>${shown.map((person) => this.chip(person))}${
      rest
        ? html`<li><button type="button" class="quiet rest" @click=${() => (this.unfolded = true)}>${ngettext("%(count)s other", "%(count)s others", rest)}</button></li>`
        : nothing
    }</ul>`;
  }

  protected override render(): TemplateResult {
    const only = this.multiple ? null : this.values[0];
    const chosen = only ? `${personName(only)} (${roleName(only.role)})` : "";
    return html`${this.multiple && this.values.length ? this.chips() : nothing}<div class="field"><input
        type="text"
        role="combobox"
        dir="auto"
        autocomplete="off"
        spellcheck="false"
        aria-label=${this.label}
        aria-autocomplete="list"
        aria-expanded=${this.open}
        aria-controls="list"
        aria-invalid=${this.invalid}
        aria-activedescendant=${this.open && this.shown.length ? `option-${this.active}` : nothing}
        placeholder=${this.multiple && this.values.length ? gettext("Add another person") : gettext("Type a name")}
        .value=${this.open ? this.query || chosen : chosen}
        @click=${this.start}
        @input=${this.typed}
        @keydown=${this.pressed}
        @blur=${() => (this.open = false)}
      />${chevronIcon}</div>
      ${this.open ? this.list() : nothing}`;
  }
}
