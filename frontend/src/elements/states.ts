// What is shown instead of content: while it loads, when there is none, and when it cannot be had.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../i18n";

/** Grey lines where text will be. */
export function loading(lines = 4): TemplateResult {
  return html`<div class="skeleton" role="status" aria-busy="true">
    <span class="vh">${gettext("Loading…")}</span>
    ${Array.from({ length: lines }, () => html`<i></i>`)}
  </div>`;
}

/** A kind word where there is nothing. */
export function empty(icon: TemplateResult, title: string, text = ""): TemplateResult {
  return html`<div class="state">${icon}<strong>${title}</strong>${text ? html`<p>${text}</p>` : nothing}</div>`;
}

/** What failed, and a way to try again. */
export function failed(message: string, retry: () => void): TemplateResult {
  return html`<div class="state" role="alert">
    <p>${message}</p>
    <button type="button" class="outline" @click=${retry}>${gettext("Try again")}</button>
  </div>`;
}
