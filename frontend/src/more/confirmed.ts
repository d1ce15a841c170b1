// A question before what cannot simply be undone, in the place of the button that asked for it.
import { html, type TemplateResult } from "lit";
import { gettext } from "../i18n";

export interface Question {
  text: string;
  /** What the button says that does it. */
  yes: string;
  busy: boolean;
  go: () => void;
  keep: () => void;
}

export function question({ text, yes, busy, go, keep }: Question): TemplateResult {
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Closes the question, not the dialog that it stands in.
    event.preventDefault();
    event.stopPropagation();
    keep();
  };
  return html`<div class="ask" role="group" aria-label=${yes} @keydown=${pressed}>
    <p dir="auto">${text}</p>
    <div class="row">
      <button type="button" class="outline danger yes" ?disabled=${busy} @click=${go}>${yes}</button>
      <button type="button" class="quiet" @click=${keep}>${gettext("Cancel")}</button>
    </div>
  </div>`;
}
