// Pieces of the composer that only show: person, subject, files, marks, limits, confirmation.
import { html, nothing, type TemplateResult } from "lit";
import { linkTarget } from "../frame";
import { gettext, ngettext } from "../i18n";
import { checkIcon, closeIcon, fileIcon, lessonIcon, linkIcon, listIcon } from "../icons";
import type { Mark } from "../markdown";
import { fileSize } from "../time";
import { avatar, personName, roleName } from "../people";
import type { Config, Person } from "../types";
import type { UploadItem, Uploads } from "../uploads";

/** To whom it goes, where there is no choice. */
export function personRow(person: Person, resolve: (url: string) => string): TemplateResult {
  return html`<div class="person">
    ${avatar(person, resolve)}
    <span><span dir="auto">${personName(person)}</span><span class="small dim">${roleName(person.role)}</span></span>
  </div>`;
}

export function aboutRow(about: string): TemplateResult | typeof nothing {
  return about ? html`<p class="about">${lessonIcon}<span>${gettext("About:")} <bdi>${about}</bdi></span></p>` : nothing;
}

/** What one may do, and how much of it; `sends` where the keys do. */
export function hint(limits: Config["attachments"] | null | undefined, sends = true): TemplateResult {
  const size = fileSize(limits?.max_bytes ?? 0);
  const count = limits?.max_count ?? 0;
  const files = count ? ngettext("Up to %(count)s file, %(size)s.", "Up to %(count)s files, %(size)s each.", count, { size }) : "";
  return html`<p class="hint" id="hint">
    <bdi>${gettext("Markdown works.")}</bdi> <bdi>${files}</bdi> ${sends ? html`<bdi class="keys">${gettext("Ctrl+Enter or ⌘+Enter sends.")}</bdi>` : nothing}
  </p>`;
}

/** Only near the limit: nobody need think of it before. */
export function counter(length: number, limit: number): TemplateResult | typeof nothing {
  if (!limit || length < limit * 0.9) return nothing;
  return html`<span class=${length > limit ? "error" : "small dim"}>${length} / ${limit}</span>`;
}

function fileProgress(item: UploadItem): TemplateResult {
  if (item.error) return html`<span class="error" role="alert">${item.error}</span>`;
  if (item.attachment) return html`<span class="dim">${fileSize(item.size)}</span>`;
  return html`<progress max="1" .value=${item.progress} aria-label=${gettext("Uploading %(name)s", { name: item.name })}></progress>`;
}

/** One file, how far it is, and ways to retry or remove it. */
function fileRow(item: UploadItem, uploads: Uploads, removed: () => void): TemplateResult {
  const retry = item.error && item.file;
  const remove = () => {
    uploads.remove(item);
    removed();
  };
  return html`<li class="file ${item.error ? "bad" : ""}">
    ${fileIcon}
    <div class="what"><div dir="auto">${item.name}</div>${fileProgress(item)}</div>
    <span>${retry ? html`<button type="button" class="quiet" @click=${() => uploads.retry(item)}>${gettext("Retry")}</button>` : nothing}</span>
    <button type="button" class="round" aria-label=${gettext("Remove %(name)s", { name: item.name })} @click=${remove}>
      ${closeIcon}
    </button>
  </li>`;
}

/** `removed` is where the focus goes on from a row that is gone. */
export function fileList(uploads: Uploads, removed: () => void): TemplateResult | typeof nothing {
  if (!uploads.items.length) return nothing;
  return html`<ul class="files" aria-label=${gettext("Files")}>${uploads.items.map((item) => fileRow(item, uploads, removed))}</ul>`;
}

/** The buttons that write Markdown. */
export function markBar(apply: (mark: Mark) => void): TemplateResult[] {
  const marks: [Mark, string, TemplateResult, string][] = [
    ["bold", gettext("Bold"), html`<b>B</b>`, ""],
    ["italic", gettext("Italic"), html`<i>I</i>`, ""],
    ["code", gettext("Code"), html`<code>&lt;&gt;</code>`, "extra"],
    ["link", gettext("Link"), linkIcon, "extra"],
    ["list", gettext("List"), listIcon, "extra"],
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
