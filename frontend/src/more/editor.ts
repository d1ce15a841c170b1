// A box to write Markdown in, with its marks and its files: for forms that hold more than a message.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../i18n";
import { clipIcon } from "../icons";
import { applyMark, textLength } from "../markdown";
import type { Config } from "../types";
import type { Uploads } from "../uploads";
import { counter, fileList, hint, markBar } from "../elements/compose-parts";
import type { FileIntake } from "../elements/file-intake";

export interface EditorOptions {
  value: string;
  label: string;
  config: Config | null;
  uploads: Uploads;
  intake: FileIntake;
  /** Files hover over it. */
  hovering: boolean;
  /** What is wrong with the text. */
  errors: string[];
  readonly: boolean;
  edit: (value: string) => void;
  /** Something of the form, by its selector. */
  find: <E extends HTMLElement>(selector: string) => E | null;
}

/** The form's textarea is `#body`; it wants the composer's styles. */
export function editor(options: EditorOptions): TemplateResult {
  const { errors, hovering, intake, label, uploads, value } = options;
  const area = () => options.find<HTMLTextAreaElement>("#body");
  return html`<div @dragover=${intake.drag} @dragleave=${intake.drag} @drop=${intake.drop}>
    <label class="label" for="body">${label}</label>
    <div class="box ${errors.length ? "bad" : ""} ${hovering ? "over" : ""}">
      <textarea id="body" dir=${value ? "auto" : nothing} rows="8" aria-describedby="hint body-error" aria-invalid=${errors.length > 0}
        .value=${value} ?readonly=${options.readonly} @paste=${intake.paste}
        @input=${(event: Event) => options.edit((event.target as HTMLTextAreaElement).value)}></textarea>
      ${fileList(uploads, () => area()?.focus())} ${bar(options, area)}
    </div>
    ${hint(options.config?.attachments, false)} ${errorLine("body", errors)} ${uploads.error ? html`<p class="error" role="alert">${uploads.error}</p>` : nothing}
  </div>`;
}

function bar({ config, find, intake, readonly, value }: EditorOptions, area: () => HTMLTextAreaElement | null): TemplateResult {
  const attach = gettext("Attach files");
  return html`<div class="bar">
    <input type="file" multiple aria-label=${attach} accept=${config?.attachments.extensions.join(",") ?? ""} @change=${intake.pick} />
    <button type="button" class="round" aria-label=${attach} title=${attach} ?disabled=${readonly}
      @click=${() => find("input[type=file]")?.click()}>${clipIcon}</button>
    ${markBar((mark) => {
      const written = area();
      if (written && !readonly) applyMark(written, mark);
    })}
    <span class="end">${counter(textLength(value), config?.message_max_length ?? 0)}</span>
  </div>`;
}

/** What is wrong with a field, beside it; the field names this in `aria-describedby`. */
export function errorLine(field: string, texts: string[] | undefined): TemplateResult | typeof nothing {
  return texts?.length ? html`<p class="error" id="${field}-error" role="alert">${texts.join(" ")}</p>` : nothing;
}
