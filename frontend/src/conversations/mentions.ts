// Suggests members of a group as "@" and the beginning of a name are typed.
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { avatar, personName } from "../people/people";
import { ProservaElement } from "../shell/base";
import { gettext, ngettext } from "../shell/i18n";
import type { Member, Page } from "../shell/types";

const PAUSE_MS = 150;
const MOST = 8;
/** An @ at the start of a word, and what follows of a name up to the caret. */
const BEGUN = /(?:^|[\s([{"'“«])@([\p{L}\p{N}_.+-]{0,40})$/u;

/** The beginning of a mention at the caret; `null` if there is none. */
export function begunAt(text: string, caret: number): string | null {
  return BEGUN.exec(text.slice(0, caret))?.[1] ?? null;
}

/** Stands in a composer's own tree, before its textarea: what that refers to (ARIA) must be in the same one. */
export class Mentions extends ProservaElement {
  @property({ attribute: false }) thread = "";
  /** Not suggested: you cannot mention yourself. */
  @property({ attribute: false }) me = "";

  @state() private found: Member[] = [];
  @state() private active = 0;
  /** The query of the list; `null` while it is closed. */
  private query: string | null = null;
  private timer = 0;
  private area: HTMLTextAreaElement | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.attach());
    this.whileConnected(() => this.detach());
  }

  private attach(): void {
    this.area = this.closest("form")?.querySelector("textarea") ?? null;
    this.area?.setAttribute("aria-autocomplete", "list");
    this.area?.addEventListener("input", this.typed);
    this.area?.addEventListener("keydown", this.pressed);
    this.area?.addEventListener("blur", this.close);
  }

  private detach(): void {
    clearTimeout(this.timer);
    this.area?.removeEventListener("input", this.typed);
    this.area?.removeEventListener("keydown", this.pressed);
    this.area?.removeEventListener("blur", this.close);
  }

  private readonly close = (): void => {
    clearTimeout(this.timer);
    Object.assign(this, { query: null, found: [], active: 0 });
  };

  private readonly typed = (): void => {
    const { area } = this;
    const query = area ? begunAt(area.value, area.selectionStart) : null;
    if (query === null) return this.close();
    clearTimeout(this.timer);
    this.query = query;
    this.timer = window.setTimeout(() => void this.ask(query), PAUSE_MS);
  };

  private async ask(q: string): Promise<void> {
    const page = await this.client
      .get<Page<Member>>(`threads/${this.thread}/participants/`, { q, limit: MOST + 1 })
      .catch(() => null);
    // An answer that comes late must not replace that of what was typed since.
    if (q !== this.query) return;
    const others = page?.results.filter(({ username }) => username !== this.me) ?? [];
    Object.assign(this, { found: others.slice(0, MOST), active: 0 });
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (!this.found.length || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: this.found.length - 1 }[event.key];
    const person = this.found[this.active];
    if (step) this.active = (this.active + step) % this.found.length;
    else if ((event.key === "Enter" || event.key === "Tab") && person) this.take(person);
    else if (event.key === "Escape") this.close();
    else return;
    // Neither a new line, nor out of the field, nor closing what the composer stands in.
    event.preventDefault();
    event.stopPropagation();
  };

  private take({ username }: Member): void {
    const { area } = this;
    if (!area) return;
    const caret = area.selectionStart;
    const from = caret - (begunAt(area.value, caret) ?? "").length;
    area.focus();
    area.setSelectionRange(from, caret);
    // execCommand keeps the browser's undo history; setRangeText is the fallback.
    if (!document.execCommand?.("insertText", false, `${username} `)) {
      area.setRangeText(`${username} `, from, caret, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.close();
  }

  protected override updated(): void {
    const open = this.found.length > 0;
    this.mark("aria-controls", open ? "mentions" : null);
    this.mark("aria-activedescendant", open ? `mention-${this.active}` : null);
    this.querySelector(".active")?.scrollIntoView?.({ block: "nearest" });
  }

  private mark(name: string, value: string | null): void {
    if (value === null) this.area?.removeAttribute(name);
    else this.area?.setAttribute(name, value);
  }

  private option(person: Member, index: number): TemplateResult {
    return html`<li id="mention-${index}" role="option" class="option ${index === this.active ? "active" : ""}" aria-selected=${index === this.active}
      @mousedown=${(event: Event) => event.preventDefault()} @click=${() => this.take(person)}>
      ${avatar(person, (url) => this.client.resolve(url))}
      <span class="names"><bdi>${personName(person)}</bdi> <span class="small dim"><bdi>@${person.username}</bdi></span></span>
    </li>`;
  }

  protected override render(): TemplateResult {
    const { found } = this;
    return html`${
      found.length
        ? html`<ul id="mentions" class="mentions" role="listbox" aria-label=${gettext("People in this conversation")}>
            ${found.map((person, index) => this.option(person, index))}
          </ul>`
        : nothing
    }
      <span class="vh" role="status">${found.length ? ngettext("%(count)s person to mention", "%(count)s people to mention", found.length) : nothing}</span>`;
  }
}
