// A combobox to choose one person by typing a part of the name.
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { gettext, ngettext } from "../i18n";
import { chevronIcon } from "../icons";
import { avatar, personName, roleName } from "../people";
import type { Recipient } from "../types";
import { ProservaElement } from "./base";

const PAUSE_MS = 250;

/** Internal. Emits `pick` with the person; `search` is set where `people` are not all there are. */
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
      .none { padding: 14px; color: var(--muted); }
      @media (forced-colors: active) { .option.active { outline: 2px solid Highlight; outline-offset: -2px; } }
    `,
  ];

  @property({ attribute: false }) people: Recipient[] = [];
  @property({ attribute: false }) value: Recipient | null = null;
  @property({ attribute: false }) search: ((query: string) => Promise<Recipient[]>) | null = null;
  @property({ type: Boolean }) invalid = false;
  @property() label = "";

  @state() private open = false;
  @state() private active = 0;
  @state() private query = "";
  @state() private found: Recipient[] | null = null;
  private timer = 0;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("open") && !this.open) Object.assign(this, { query: "", found: null });
  }

  override focus(): void {
    this.find("input")?.focus();
  }

  private get shown(): Recipient[] {
    const wanted = this.query.trim().toLocaleLowerCase();
    if (this.found) return this.found;
    return this.people.filter((person) => personName(person).toLocaleLowerCase().includes(wanted));
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
    this.dispatchEvent(new CustomEvent("pick", { detail: person }));
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return this.move(event);
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
    this.active = Math.max(0, this.people.findIndex((person) => person.username === this.value?.username));
    this.open = true;
    input.select();
  }

  private option(person: Recipient, index: number): TemplateResult {
    return html`<li
      id="option-${index}"
      role="option"
      class="option ${index === this.active ? "active" : ""}"
      aria-selected=${person.username === this.value?.username}
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
        ${people.length ? nothing : html`<li class="none" role="option" aria-disabled="true" aria-selected="false">${gettext("Nobody by that name.")}</li>`}
      </ul>
      <span class="vh" role="status">${ngettext("%(count)s person", "%(count)s people", people.length)}</span>`;
  }

  protected override render(): TemplateResult {
    const chosen = this.value ? `${personName(this.value)} (${roleName(this.value.role)})` : "";
    return html`<div class="field"><input
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
        placeholder=${gettext("Type a name")}
        .value=${this.open ? this.query || chosen : chosen}
        @click=${this.start}
        @input=${this.typed}
        @keydown=${this.pressed}
        @blur=${() => (this.open = false)}
      />${chevronIcon}</div>
      ${this.open ? this.list() : nothing}`;
  }
}
