// Gives a group another name, where its name stands.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { ProservaElement } from "../elements/base";
import { gettext } from "../i18n";
import { checkIcon, closeIcon } from "../icons";
import type { ThreadDetail } from "../types";
import { tell, Tries } from "./tries";

const LONGEST = 255;

/** Internal. Emits `changed` with the thread as it is then, and `close`. */
export class RenameView extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      form { display: flex; align-items: center; gap: 2px; }
      input { flex: 1; min-inline-size: 0; }
    `,
  ];

  @property({ attribute: false }) detail: ThreadDetail | null = null;

  @state() private text = "";
  private readonly tries = new Tries(this);

  protected override firstUpdated(): void {
    const input = this.find<HTMLInputElement>("input");
    input?.focus();
    input?.select();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = this.detail?.title ?? "";
  }

  private async save(event: Event): Promise<void> {
    event.preventDefault();
    const title = this.text.trim();
    const same = title === this.detail?.title;
    const done = same || (await this.tries.run("title", async () => {
      tell(this, "changed", await this.client.patch<ThreadDetail>(`threads/${this.detail?.id}/`, { title }));
    }));
    if (done) tell(this, "close");
    else this.find("input")?.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    tell(this, "close");
  }

  protected override render(): TemplateResult {
    const [save, cancel] = [gettext("Save the name"), gettext("Cancel")];
    return html`<form novalidate @submit=${this.save} @keydown=${this.pressed}>
        <input type="text" dir="auto" maxlength=${LONGEST} aria-label=${gettext("Name of the group")} placeholder=${gettext("Name of the group")}
          aria-invalid=${this.tries.has("title")} aria-describedby=${this.tries.has("title") ? "title-error" : nothing} .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)} />
        <button type="submit" class="round" aria-label=${save} title=${save} ?disabled=${!!this.tries.busy}>${checkIcon}</button>
        <button type="button" class="round" aria-label=${cancel} title=${cancel} @click=${() => tell(this, "close")}>${closeIcon}</button>
      </form>
      ${this.tries.error("title")}`;
  }
}
