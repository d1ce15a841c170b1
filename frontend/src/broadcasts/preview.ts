// A broadcast as one of its readers will see it: in the product, and as an email.
import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { personName } from "../people/people";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { fileIcon } from "../shell/icons";
import { bodyStyles } from "../shell/styles";
import type { Attachment } from "../shell/types";
import type { Preview } from "./broadcast";
import { emailFrame } from "./email-frame";

type Face = "web" | "email";

/** Internal. */
export class BroadcastPreview extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    bodyStyles,
    css`
      section { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); overflow: hidden; }
      h3 { padding: 12px 16px 0; font-size: var(--fs); font-weight: 700; color: inherit; }
      .tabs { display: flex; gap: 4px; padding: 4px 10px 0; border-block-end: 1px solid var(--line); }
      .tabs button { border-radius: 8px 8px 0 0; border-block-end: 3px solid transparent; font-size: var(--fs-s); padding-inline: 10px; }
      .tabs [aria-selected="true"] { color: var(--primary); border-block-end-color: var(--primary); }
      .tabs button:focus-visible { outline-offset: -3px; }
      .panel { padding: 16px; transition: opacity 0.12s; }
      .panel:focus-visible { outline-offset: -3px; }
      [aria-busy="true"] .panel { opacity: 0.6; }
      .bubble { padding: 10px 14px; border-radius: 4px 16px 16px 16px; background: var(--soft); border: 1px solid var(--line); }
      :host(:dir(rtl)) .bubble { border-radius: 16px 4px 16px 16px; }
      .title { display: block; margin-block-end: 4px; text-align: -webkit-match-parent; text-align: match-parent; }
      .files { display: grid; gap: 4px; margin-block-start: 8px; font-size: var(--fs-s); }
      .files li { display: flex; gap: 8px; align-items: center; }
      .email { padding: 0; }
      .email p { padding: 10px 16px; border-block-end: 1px solid var(--line); font-size: var(--fs-s); }
      iframe { display: block; inline-size: 100%; block-size: 460px; border: 0; background: #fff; }
    `,
  ];

  @property({ attribute: false }) preview: Preview | null = null;
  @property({ attribute: false }) attachments: Attachment[] = [];
  /** The preview is of an earlier text. */
  @property({ attribute: false }) stale = false;

  @state() private face: Face = "web";

  private tab(face: Face, name: string): TemplateResult {
    const on = this.face === face;
    return html`<button type="button" role="tab" id="tab-${face}" aria-selected=${on} aria-controls="panel" tabindex=${on ? 0 : -1}
      @click=${() => (this.face = face)}>${name}</button>`;
  }

  private async moved(event: KeyboardEvent): Promise<void> {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    this.face = this.face === "web" ? "email" : "web";
    await this.updateComplete;
    this.find(`#tab-${this.face}`)?.focus();
  }

  private web({ subject, html: body }: Preview): TemplateResult {
    return html`<div class="bubble">
      <strong class="title" dir="auto">${subject || gettext("(no subject)")}</strong>
      ${body ? html`<div class="body" dir="auto">${unsafeHTML(body)}</div>` : html`<p class="dim">${gettext("Your message appears here.")}</p>`}
      ${
        this.attachments.length
          ? html`<ul class="files" aria-label=${gettext("Files")}>${this.attachments.map(({ name }) => html`<li>${fileIcon}<span dir="auto">${name}</span></li>`)}</ul>`
          : nothing
      }
    </div>`;
  }

  private email({ subject, email_html: page }: Preview): TemplateResult {
    const seen = subject || gettext("(no subject)");
    return html`<p><span class="dim">${gettext("Subject:")}</span> <bdi>${seen}</bdi></p>
      ${emailFrame(page, gettext("Email preview"))}`;
  }

  protected override render(): TemplateResult {
    const { face, preview } = this;
    const sample = preview?.sample;
    return html`<section aria-labelledby="title" aria-busy=${this.stale}>
      <h3 id="title">${sample ? gettext("Preview as %(name)s", { name: personName(sample) }) : gettext("Preview as a learner")}</h3>
      <div class="tabs" role="tablist" aria-labelledby="title" @keydown=${this.moved}>
        ${this.tab("web", gettext("Inbox"))} ${this.tab("email", gettext("Email"))}
      </div>
      <div id="panel" class="panel ${face}" role="tabpanel" aria-labelledby="tab-${face}" tabindex="0">
        ${preview ? (face === "web" ? this.web(preview) : this.email(preview)) : html`<p class="dim">${gettext("Loading…")}</p>`}
      </div>
    </section>`;
  }
}
