// How the text of a message looks, wherever it is shown: the HTML that the server made of Markdown.
import { css } from "lit";

export const bodyStyles = css`
  .body > :first-child { margin-block-start: 0; }
  .body > :last-child { margin-block-end: 0; }
  .body p, .body ul, .body ol, .body pre, .body blockquote, .body table { margin-block: 0 0.6em; }
  .body ul { list-style: disc; padding-inline-start: 1.4em; }
  .body ol { list-style: decimal; padding-inline-start: 1.6em; }
  .body h1, .body h2, .body h3, .body h4, .body h5, .body h6 { font-size: 1.08em; margin-block: 0.4em; }
  .body code { font: 0.9em ui-monospace, Menlo, Consolas, monospace; background: color-mix(in srgb, var(--primary) 9%, var(--surface)); padding: 1px 4px; border-radius: 4px; }
  .body pre { padding: 10px 12px; border-radius: 8px; overflow-x: auto; background: color-mix(in srgb, var(--primary) 9%, var(--surface)); white-space: pre; overflow-wrap: normal; direction: ltr; text-align: left; }
  .body pre code { background: none; padding: 0; }
  .body blockquote { border-inline-start: 3px solid var(--control); margin-inline: 0; padding-inline-start: 12px; color: var(--muted); }
  .body img { max-inline-size: 100%; block-size: auto; }
  .body table { display: block; overflow-x: auto; border-collapse: collapse; }
  .body th, .body td { border: 1px solid var(--line); padding: 4px 8px; }
`;
