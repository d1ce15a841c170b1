// Merge fields: buttons to insert them, and warnings for recipients without a value.
import { html, nothing, type TemplateResult } from "lit";
import { gettext, ngettext } from "../shell/i18n";
import type { MergeField, NearMiss, Preview } from "./broadcast";

/** Inserts a merge field at the caret. */
export function insertField(name: string, target: HTMLInputElement | HTMLTextAreaElement): void {
  const at = target.selectionStart ?? target.value.length;
  target.focus();
  target.setRangeText(`{${name}}`, at, target.selectionEnd ?? at, "end");
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

export function fieldButtons(fields: MergeField[], insert: (name: string) => void): TemplateResult | typeof nothing {
  if (!fields.length) return nothing;
  return html`<div role="group" aria-label=${gettext("Personalise:")}>
    <p class="hint">${gettext("Personalise:")}</p>
    <div class="row">
      ${fields.map(
        ({
          name,
          label,
          example,
        }) => html`<button type="button" class="outline field" title="{${name}}" @click=${() => insert(name)}>
          ${label}${example ? html` <span class="dim" dir="auto">${example}</span>` : nothing}</button>`,
      )}
    </div>
  </div>`;
}

/** Warnings for recipients without a value. */
export function emptyFields(preview: Preview | null, fields: MergeField[]): TemplateResult | typeof nothing {
  if (!preview?.empty_fields.length) return nothing;
  const label = (name: string) => fields.find((field) => field.name === name)?.label ?? name;
  return html`<div class="notice warn" role="status"><ul>
    ${preview.empty_fields.map(({ field, people, at_least }) => html`<li>${gapWarning(people, label(field), at_least)}</li>`)}
  </ul></div>`;
}

/** Texts in braces that may have been meant as fields: each with a button that makes it one. */
export function nearMisses(preview: Preview | null, use: (miss: NearMiss) => void): TemplateResult | typeof nothing {
  if (!preview?.near_misses.length) return nothing;
  return html`<div class="notice warn" role="status"><ul>
    ${preview.near_misses.map(
      (miss) => html`<li>
        ${gettext("“%(text)s” will be sent as it is. Did you mean “%(field)s”?", { text: miss.typed, field: `{${miss.field}}` })}
        <button type="button" class="quiet" @click=${() => use(miss)}>${gettext("Replace with %(field)s", { field: `{${miss.field}}` })}</button>
      </li>`,
    )}
  </ul></div>`;
}

/** In a very large audience, the number is a lower bound. */
function gapWarning(people: number, field: string, atLeast: boolean): string {
  if (atLeast)
    return ngettext(
      "At least %(count)s person has no “%(field)s”. It will be left blank.",
      "At least %(count)s people have no “%(field)s”. It will be left blank.",
      people,
      { field },
    );
  return ngettext(
    "%(count)s person has no “%(field)s”. It will be left blank.",
    "%(count)s people have no “%(field)s”. It will be left blank.",
    people,
    { field },
  );
}
