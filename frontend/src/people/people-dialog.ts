// The participants dialog. Its content is in the second script.
import { css, html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { Dialog } from "../shell/dialog";
import { gettext } from "../shell/i18n";
import type { ThreadDetail } from "../shell/types";

/** Internal. Emits `changed` with the thread as it is now. */
export class PeopleDialog extends Dialog {
  static override styles = [
    Dialog.styles,
    css`
      dialog { inline-size: min(560px, calc(100vw - 24px)); block-size: min(720px, calc(100vh - 24px)); max-block-size: none; }
      .box { block-size: 100%; }
      .scroll { flex: 1; }
      @media (max-width: 479px) { dialog { inline-size: 100vw; max-inline-size: none; block-size: 100dvh; border: 0; border-radius: 0; } }
    `,
  ];

  @property({ attribute: false }) detail: ThreadDetail | null = null;
  @property({ attribute: false }) me = "";

  protected override get heading(): string {
    return gettext("People in this conversation");
  }

  /** Changes made here are shown here, too. */
  private changed(event: CustomEvent<ThreadDetail>): void {
    this.detail = event.detail;
  }

  protected override content(): TemplateResult {
    return html`<proserva-people-panel .api=${this.api} .detail=${this.detail} .me=${this.me} @changed=${this.changed} @done=${this.close}></proserva-people-panel>`;
  }
}
