// Pieces of the composer that only show: the files, the marks, the confirmation.
import { html, nothing, type TemplateResult } from "lit";
import { linkTarget } from "../frame";
import { gettext } from "../i18n";
import { checkIcon, closeIcon, fileIcon } from "../icons";
import type { Mark } from "../markdown";
import { fileSize } from "../time";
import type { UploadItem, Uploads } from "../uploads";

function fileProgress(item: UploadItem): TemplateResult {
  if (item.error) return html`<span class="error" role="alert">${item.error}</span>`;
  if (item.attachment) return html`<span class="dim">${fileSize(item.size)}</span>`;
  return html`<progress max="1" .value=${item.progress} aria-label=${gettext("Uploading %(name)s", { name: item.name })}></progress>`;
}

/** One file, how far it is, and ways to retry or remove it. */
function fileRow(item: UploadItem, uploads: Uploads): TemplateResult {
  const retry = item.error && item.file;
  return html`<li class="file ${item.error ? "bad" : ""}">
    ${fileIcon}
    <div class="what"><div dir="auto">${item.name}</div>${fileProgress(item)}</div>
    <span>${retry ? html`<button type="button" class="quiet" @click=${() => uploads.retry(item)}>${gettext("Retry")}</button>` : nothing}</span>
    <button type="button" class="round" aria-label=${gettext("Remove %(name)s", { name: item.name })} @click=${() => uploads.remove(item)}>
      ${closeIcon}
    </button>
  </li>`;
}

export function fileList(uploads: Uploads): TemplateResult | typeof nothing {
  if (!uploads.items.length) return nothing;
  return html`<ul class="files" aria-label=${gettext("Files")}>${uploads.items.map((item) => fileRow(item, uploads))}</ul>`;
}

/** The buttons that write Markdown. */
export function markBar(apply: (mark: Mark) => void): TemplateResult[] {
  const marks: [Mark, string, TemplateResult, string][] = [
    ["bold", gettext("Bold"), html`<b>B</b>`, ""],
    ["italic", gettext("Italic"), html`<i>I</i>`, ""],
    ["code", gettext("Code"), html`<code>&lt;&gt;</code>`, "extra"],
    ["link", gettext("Link"), html`<u>a</u>`, "extra"],
    ["list", gettext("List"), html`•–`, "extra"],
  ];
  return marks.map(
    ([mark, name, face, extra]) =>
      html`<button type="button" class="mark ${extra}" aria-label=${name} title=${name} @click=${() => apply(mark)}>${face}</button>`,
  );
}

/** "Sent to Ines Torres", and where to go from there. */
export function confirmation(name: string, href: string, again: () => void): TemplateResult {
  return html`<div class="sent" tabindex="-1" role="status">
    <h3>${checkIcon}<span dir="auto">${gettext("Sent to %(name)s", { name })}</span></h3>
    <p class="small">${gettext("You will be told when there is an answer.")}</p>
    <div class="row">
      <a class="button outline" href=${href} target=${linkTarget()}>${gettext("Open the conversation")}</a>
      <button type="button" class="quiet" @click=${again}>${gettext("Write another")}</button>
    </div>
  </div>`;
}
