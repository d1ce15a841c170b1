// Opens an element that is a dialog over another; closed, it gives the focus back to what has opened it.
import type { ProservaElement } from "./base";

/** Of a tag, told by properties. It emits `close`; `opener` is then looked for anew, as it may have been drawn again. */
export function showDialog(host: ProservaElement, tag: string, told: object, opener: () => HTMLElement | null): HTMLElement {
  const dialog = document.createElement(tag);
  Object.assign(dialog, { api: host.api }, told);
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener()?.focus();
  });
  host.renderRoot.append(dialog);
  return dialog;
}
