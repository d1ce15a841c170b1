// Pieces of the composer that only show: person, subject, files, marks, limits, confirmation.
import { html, nothing, type TemplateResult } from "lit";
import { avatar, personName, roleName } from "../people/people";
import { linkTarget } from "../shell/frame";
import { gettext, ngettext } from "../shell/i18n";
import { checkIcon, closeIcon, fileIcon, lessonIcon, linkIcon, listIcon } from "../shell/icons";
import { fileSize } from "../shell/time";
import type { Config, Person } from "../shell/types";
import type { Mark } from "./markdown";
import type { UploadItem, Uploads } from "./uploads";

/** The only possible recipient. */
export function personRow(person: Person, resolve: (url: string) => string): TemplateResult {
  return html`<div class="person">
    ${avatar(person, resolve)}
    <span><span dir="auto">${personName(person)}</span><span class="small dim">${roleName(person.role)}</span></span>
  </div>`;
}

export function aboutRow(about: string): TemplateResult | typeof nothing {
  return about
    ? html`<p class="about">${lessonIcon}<span>${gettext("About:")} <bdi>${about}</bdi></span></p>`
    : nothing;
}

/** A hint about Markdown, file limits, and the keys that send if `sends`. */
export function hint(limits: Config["attachments"] | null | undefined, sends = true): TemplateResult {
  const size = fileSize(limits?.max_bytes ?? 0);
  const count = limits?.max_count ?? 0;
  const files = count
    ? ngettext("Up to %(count)s file, %(size)s.", "Up to %(count)s files, %(size)s each.", count, { size })
    : "";
  return html`<p class="hint" id="hint">
    <bdi>${gettext("You can use Markdown.")}</bdi> <bdi>${files}</bdi> ${sends ? html`<bdi class="keys">${gettext("Press Ctrl+Enter or ⌘+Enter to send.")}</bdi>` : nothing}
  </p>`;
}

/** Shown near the limit only. */
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

/** `removed` moves the focus after a row is gone. */
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
    <p class="small">${gettext("You will be notified of replies.")}</p>
    <div class="row">
      <a class="button outline" href=${href} target=${linkTarget()}>${gettext("Open the conversation")}</a>
      <button type="button" class="quiet" @click=${again}>${gettext("Write another message")}</button>
    </div>
  </div>`;
}
