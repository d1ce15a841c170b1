// Placeholders: loading, empty, and failed.
import type { Task } from "@lit/task/task.js";
import { html, nothing, type TemplateResult } from "lit";
import { errorText } from "./api";
import { gettext } from "./i18n";

/** Grey lines where text will be. */
export function loading(lines = 4): TemplateResult {
  return html`<div class="skeleton" role="status" aria-busy="true">
    <span class="vh">${gettext("Loading…")}</span>
    ${Array.from({ length: lines }, () => html`<i></i>`)}
  </div>`;
}

/** An empty state. */
export function empty(icon: TemplateResult, title: string, text = ""): TemplateResult {
  return html`<div class="state">${icon}<strong>${title}</strong>${text ? html`<p>${text}</p>` : nothing}</div>`;
}

/** An error with a retry button. */
export function failed(message: string, retry: () => void): TemplateResult {
  return html`<div class="state" role="alert">
    <p>${message}</p>
    <button type="button" class="outline" @click=${retry}>${gettext("Try again")}</button>
  </div>`;
}

/** The output of a task: a placeholder until it is complete, its error with a retry button, or its value. */
export function loaded<A extends readonly unknown[], T, R>(
  task: Task<A, T>,
  lines: number,
  complete: (value: T) => R,
): TemplateResult | R {
  const placeholder = () => loading(lines);
  const error = (reason: unknown) => failed(errorText(reason), () => void task.run());
  const shown: unknown = task.render({ initial: placeholder, pending: placeholder, error, complete });
  return shown as TemplateResult | R;
}
