// Shared parts of the people panel: requests one at a time with their errors, confirmations, and styles.
import { css, html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { ApiError, errorText } from "../shell/api";
import { gettext } from "../shell/i18n";

/** The text of an error: those of its fields, if it names some. */
function refusal(error: unknown): string {
  const fields = error instanceof ApiError ? Object.values(error.fields).flat() : [];
  return fields.length ? fields.join(" ") : errorText(error);
}

export class Requests implements ReactiveController {
  /** The running request; empty if there is none. */
  busy = "";
  private failed = "";
  private text = "";

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.forget();
  }

  forget(): void {
    Object.assign(this, { failed: "", text: "" });
    this.host.requestUpdate();
  }

  /** `key` names where its error belongs. Answers whether it was done. */
  async run(key: string, work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.forget();
    this.busy = key;
    try {
      await work();
      return true;
    } catch (error) {
      this.fail(key, refusal(error));
      return false;
    } finally {
      this.busy = "";
      this.host.requestUpdate();
    }
  }

  fail(key: string, text: string): void {
    Object.assign(this, { failed: key, text });
    this.host.requestUpdate();
  }

  has(key: string): boolean {
    return this.failed === key;
  }

  /** Beside what caused it. */
  error(key: string): TemplateResult | typeof nothing {
    return this.has(key) ? html`<p class="error" role="alert" id="${key}-error">${this.text}</p>` : nothing;
  }
}

/** Dispatches an event that crosses shadow roots. */
export function notify(element: HTMLElement, name: string, detail?: unknown): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}

export const panelStyles = css`
  .part { padding: 14px 16px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .part + .part, .members + .part { border-block-start: 1px solid var(--line); }
  h3 { font-size: var(--fs); font-weight: 700; color: inherit; }
  h3:focus { outline: none; }
  .hint { font-size: var(--fs-s); color: var(--muted); }
  .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .check { display: flex; gap: 10px; align-items: flex-start; min-block-size: 32px; padding-block: 4px; cursor: pointer; }
  .check input { flex: none; inline-size: 20px; block-size: 20px; margin: 2px 0 0; accent-color: var(--primary); }
  .check span { min-inline-size: 0; }
  .switch { display: flex; gap: 12px; align-items: center; min-block-size: 32px; cursor: pointer; font-weight: 600; }
  .switch input { flex: none; appearance: none; inline-size: 44px; block-size: 26px; margin: 0; border-radius: 13px; border: 1px solid var(--control); background: var(--surface); position: relative; cursor: pointer; transition: background-color 0.12s; }
  .switch input::before { content: ""; position: absolute; inset-block-start: 3px; inset-inline-start: 3px; inline-size: 18px; block-size: 18px; border-radius: 50%; background: var(--control); }
  .switch input:checked { background: var(--primary); border-color: var(--primary); }
  .switch input:checked::before { inset-inline-start: 21px; background: var(--on-primary); }
  .switch input:disabled { opacity: 0.6; cursor: not-allowed; }
  fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; }
  legend { padding: 0; margin-block-end: 4px; font-weight: 600; font-size: var(--fs-s); }
  label.field { display: grid; gap: 4px; font-size: var(--fs-s); font-weight: 600; min-inline-size: 0; }
  select { font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background: var(--surface); min-block-size: 44px; inline-size: 100%; min-inline-size: 0; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; }
  .danger { color: var(--danger); border-color: var(--danger); background: var(--surface); }
  .danger:hover { background: color-mix(in srgb, var(--danger) 8%, var(--surface)); }
  .ask { padding: 12px; border: 1px solid var(--danger); border-radius: 8px; display: grid; gap: 10px; font-size: var(--fs-s); }
  .tag { padding-inline: 8px; border-radius: 10px; border: 1px solid var(--control); font-size: 12px; font-weight: 600; line-height: 20px; white-space: nowrap; }
  @media (forced-colors: active) {
    .switch input { border-color: ButtonText; }
    .switch input::before { background: ButtonText; forced-color-adjust: none; }
    .switch input:checked::before { background: Highlight; }
  }
`;

export interface Question {
  text: string;
  /** The label of the confirm button. */
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
