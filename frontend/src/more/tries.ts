// What somebody tries in a panel: one thing at a time, and the server's refusal beside what caused it.
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { ApiError, errorText } from "../api";

/** The sentences of a refusal: those of its fields, where it names some. */
function refusal(error: unknown): string {
  const fields = error instanceof ApiError ? Object.values(error.fields).flat() : [];
  return fields.length ? fields.join(" ") : errorText(error);
}

export class Tries implements ReactiveController {
  /** What is being tried; empty while nothing is. */
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

/** Tells whoever shows this element, past the shadow roots between. */
export function tell(element: HTMLElement, name: string, detail?: unknown): void {
  element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
}
