// Dialogs over a conversation: their frame, their name, and the ways to open and close them.
import { css, type CSSResultGroup, html, type TemplateResult } from "lit";
import { ProservaElement } from "./base";
import { gettext } from "./i18n";
import { closeIcon } from "./icons";

/** Emits `close`. */
export abstract class Dialog extends ProservaElement {
  static override styles: CSSResultGroup = [
    ProservaElement.styles,
    css`
      dialog {
        inline-size: min(440px, calc(100vw - 24px)); max-block-size: min(600px, calc(100vh - 24px)); margin: auto; padding: 0; overflow: hidden;
        color: var(--text); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
      }
      dialog::backdrop { background: rgb(10 20 40 / 45%); }
      .box { display: flex; flex-direction: column; max-block-size: inherit; }
      .head { flex: none; display: flex; align-items: center; justify-content: space-between; gap: 8px; padding: 6px 6px 6px 16px; border-block-end: 1px solid var(--line); }
      :host(:dir(rtl)) .head { padding: 6px 16px 6px 6px; }
      .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
      .head h2:focus { outline: none; }
      .scroll { overflow-y: auto; min-block-size: 96px; overscroll-behavior: contain; }
    `,
  ];

  protected abstract get heading(): string;
  protected abstract content(): TemplateResult;

  protected override firstUpdated(): void {
    this.find<HTMLDialogElement>("dialog")?.showModal();
    this.find("h2")?.focus();
  }

  protected close(): void {
    this.find<HTMLDialogElement>("dialog")?.close();
  }

  /** The dialog itself is all there is around its box: the backdrop. */
  private clicked(event: Event): void {
    if (event.target === event.currentTarget) this.close();
  }

  protected override render(): TemplateResult {
    const close = gettext("Close");
    return html`<dialog aria-labelledby="title" @click=${this.clicked} @close=${() => this.dispatchEvent(new CustomEvent("close"))}>
      <div class="box">
        <div class="head">
          <h2 id="title" tabindex="-1">${this.heading}</h2>
          <button type="button" class="round" aria-label=${close} title=${close} @click=${this.close}>${closeIcon}</button>
        </div>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="title">${this.content()}</div>
      </div>
    </dialog>`;
  }
}

/**
 * Creates the dialog `tag` with `properties`. On `close`, the focus returns to `opener`, looked up again as it may have
 * been rendered anew.
 */
export function showDialog(
  host: ProservaElement,
  tag: string,
  properties: object,
  opener: () => HTMLElement | null,
): HTMLElement {
  const dialog = document.createElement(tag);
  Object.assign(dialog, { api: host.api }, properties);
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener()?.focus();
  });
  host.renderRoot.append(dialog);
  return dialog;
}
