import { html, type TemplateResult } from "lit";

/**
 * An email in a frame of its own without scripts. The frame inherits the page's Content-Security-Policy, and a strict one
 * ignores inline styles: they arrive as data, and are set once the frame has loaded.
 */
export function emailFrame(page: string, title: string): TemplateResult {
  return html`<iframe sandbox="allow-same-origin" srcdoc=${stylesAsData(page)} title=${title} tabindex="0" @load=${loaded}></iframe>`;
}

/** The page with `style` attributes as `data-style`, and style elements as templates. */
export function stylesAsData(page: string): string {
  return page.replace(/<[^<>]+>/g, (tag) =>
    tag.replace(/^<(\/?)style\b/i, "<$1template").replace(/\sstyle=(?=["'])/gi, " data-style="),
  );
}

function loaded({ currentTarget }: Event): void {
  const { contentDocument } = currentTarget as HTMLIFrameElement;
  if (contentDocument) applyStyles(contentDocument);
}

/** Set the styles of a page from `stylesAsData`. */
export function applyStyles(page: Document): void {
  const { CSSStyleSheet } = page.defaultView ?? window;
  page.adoptedStyleSheets = [...page.querySelectorAll("template")].map(({ content }) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(content.textContent ?? "");
    return sheet;
  });
  for (const element of page.querySelectorAll<HTMLElement>("[data-style]")) {
    element.style.cssText = element.dataset.style ?? "";
  }
}
