// Words in braces that stand for something of each reader: to put into a text, and told of where somebody has no such thing.
import { html, nothing, type TemplateResult } from "lit";
import type { MergeField, Preview } from "./broadcasts";
import { gettext, ngettext } from "../i18n";

/** Writes a field where the caret of that text is. */
export function insertField(name: string, target: HTMLInputElement | HTMLTextAreaElement): void {
  const at = target.selectionStart ?? target.value.length;
  target.focus();
  target.setRangeText(`{${name}}`, at, target.selectionEnd ?? at, "end");
  target.dispatchEvent(new Event("input", { bubbles: true }));
}

export function fieldButtons(fields: MergeField[], insert: (name: string) => void): TemplateResult | typeof nothing {
  if (!fields.length) return nothing;
  return html`<div role="group" aria-label=${gettext("Insert what differs from reader to reader")}>
    <p class="hint">${gettext("Insert what differs from reader to reader, such as:")}</p>
    <div class="row">
      ${fields.map(
        ({ name, label, example }) => html`<button type="button" class="outline field" title="{${name}}" @click=${() => insert(name)}>
          ${label}${example ? html` <span class="dim" dir="auto">${example}</span>` : nothing}</button>`,
      )}
    </div>
  </div>`;
}

/** For whom there would be a gap. */
export function emptyFields(preview: Preview | null, fields: MergeField[]): TemplateResult | typeof nothing {
  if (!preview?.empty_fields.length) return nothing;
  const label = (name: string) => fields.find((field) => field.name === name)?.label ?? name;
  return html`<div class="notice warn" role="status"><ul>
    ${preview.empty_fields.map(({ field, people, at_least }) => html`<li>${tellGap(people, label(field), at_least)}</li>`)}
  </ul></div>`;
}

/** In an audience too large to look at everybody, the number is what was found so far. */
function tellGap(people: number, field: string, atLeast: boolean): string {
  if (atLeast)
    return ngettext(
      "At least %(count)s person has no “%(field)s”: there will be nothing in its place.",
      "At least %(count)s people have no “%(field)s”: there will be nothing in its place.",
      people,
      { field },
    );
  return ngettext(
    "%(count)s person has no “%(field)s”: there will be nothing in its place.",
    "%(count)s people have no “%(field)s”: there will be nothing in its place.",
    people,
    { field },
  );
}
