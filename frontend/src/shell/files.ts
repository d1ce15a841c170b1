// A file of a message: a link to download it, or why it cannot be downloaded.
import { html, type TemplateResult } from "lit";
import { gettext } from "./i18n";
import { fileIcon } from "./icons";
import { fileSize } from "./time";
import type { Attachment } from "./types";

/** Why there is no link; empty if there is one. */
function barrier(state: Attachment["state"]): string {
  if (state === "held") return gettext("Being checked for viruses");
  return state === "infected" ? gettext("Removed: it contained a virus") : "";
}

/** An item of a list of files. */
export function fileItem({ name, size, state, url }: Attachment, resolve: (url: string) => string): TemplateResult {
  const words = barrier(state);
  const title = html`<span dir="auto">${name}</span>`;
  return html`<li>
    ${
      words
        ? html`<div class="file">${fileIcon}<div>${title}<div class="small dim">${words}</div></div></div>`
        : html`<a class="file" href=${resolve(url)} download=${name}>${fileIcon}<span class="vh">${gettext("Download")}</span>${title}<span class="small dim">${fileSize(size)}</span></a>`
    }
  </li>`;
}
