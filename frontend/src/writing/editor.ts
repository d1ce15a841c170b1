// A box to write Markdown in, with its marks and its files: for forms that hold more than a message.
import { html, nothing, type TemplateResult } from "lit";
import { gettext } from "../shell/i18n";
import { clipIcon } from "../shell/icons";
import type { Draft } from "./drafts";
import { errorLine, type Form } from "./form";
import { applyMark, textLength } from "./markdown";
import { counter, fileList, hint, markBar } from "./parts";

export interface EditorOptions<C extends Draft> {
  form: Form<C>;
  label: string;
  /** The errors of the text. */
  errors: string[] | undefined;
  readonly: boolean;
  edit: (value: string) => void;
  /** Something of the form, by its selector. */
  find: <E extends HTMLElement>(selector: string) => E | null;
}

/** The form's textarea is `#body`; it wants the composer's styles. */
export function editor<C extends Draft>(options: EditorOptions<C>): TemplateResult {
  const { edit, errors, form, label, readonly } = options;
  const { config, hovering, intake, uploads } = form;
  const { body } = form.content;
  const area = () => options.find<HTMLTextAreaElement>("#body");
  return html`<div @dragover=${intake.drag} @dragleave=${intake.drag} @drop=${intake.drop}>
    <label class="label" for="body">${label}</label>
    <div class="box ${errors?.length ? "bad" : ""} ${hovering ? "over" : ""}">
      <textarea id="body" dir=${body ? "auto" : nothing} rows="8" aria-describedby="hint body-error" aria-invalid=${!!errors?.length}
        .value=${body} ?readonly=${readonly} @paste=${intake.paste}
        @input=${(event: Event) => edit((event.target as HTMLTextAreaElement).value)}></textarea>
      ${fileList(uploads, () => area()?.focus())} ${bar(options, area)}
    </div>
    ${hint(config?.attachments, false)} ${errorLine("body", errors)} ${uploads.error ? html`<p class="error" role="alert">${uploads.error}</p>` : nothing}
  </div>`;
}

function bar<C extends Draft>(options: EditorOptions<C>, area: () => HTMLTextAreaElement | null): TemplateResult {
  const { find, form, readonly } = options;
  const { config, content, intake } = form;
  const attach = gettext("Attach files");
  return html`<div class="bar">
    <input type="file" multiple aria-label=${attach} accept=${config?.attachments.extensions.join(",") ?? ""} @change=${intake.pick} />
    <button type="button" class="round" aria-label=${attach} title=${attach} ?disabled=${readonly}
      @click=${() => find("input[type=file]")?.click()}>${clipIcon}</button>
    ${markBar((mark) => {
      const written = area();
      if (written && !readonly) applyMark(written, mark);
    })}
    <span class="end">${counter(textLength(content.body), config?.message_max_length ?? 0)}</span>
  </div>`;
}
