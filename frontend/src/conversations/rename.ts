// Gives a group another name, where its name stands.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { notify, Requests } from "../people/panel";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { checkIcon, closeIcon } from "../shell/icons";
import type { ThreadDetail } from "../shell/types";

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
  private readonly requests = new Requests(this);

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
    const done =
      same ||
      (await this.requests.run("title", async () => {
        notify(this, "changed", await this.client.patch<ThreadDetail>(`threads/${this.detail?.id}/`, { title }));
      }));
    if (done) notify(this, "close");
    else this.find("input")?.focus();
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    notify(this, "close");
  }

  protected override render(): TemplateResult {
    const [save, cancel] = [gettext("Save name"), gettext("Cancel")];
    return html`<form novalidate @submit=${this.save} @keydown=${this.pressed}>
        <input type="text" dir="auto" maxlength=${LONGEST} aria-label=${gettext("Group name")} placeholder=${gettext("Group name")}
          aria-invalid=${this.requests.has("title")} aria-describedby=${this.requests.has("title") ? "title-error" : nothing} .value=${this.text}
          @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)} />
        <button type="submit" class="round" aria-label=${save} title=${save} ?disabled=${!!this.requests.busy}>${checkIcon}</button>
        <button type="button" class="round" aria-label=${cancel} title=${cancel} @click=${() => notify(this, "close")}>${closeIcon}</button>
      </form>
      ${this.requests.error("title")}`;
  }
}
