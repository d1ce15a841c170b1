// How the list of people in a conversation looks.
import { css } from "lit";

export const memberStyles = css`
  :host { padding: 4px 16px 12px; container-type: inline-size; }
  .search { position: relative; }
  .search .icon { position: absolute; inset-inline-start: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; }
  .count { margin-block: 8px 2px; }
  ul:focus, li:focus { outline: none; }
  li { padding-block: 10px; border-radius: 8px; }
  li + li { border-block-start: 1px solid var(--line); border-radius: 0; }
  li:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.35; }
  .who { flex: 1; min-inline-size: 0; }
  .name { font-weight: 600; }
  .fold .icon { transition: transform 0.12s; }
  .fold[aria-expanded="true"] .icon { transform: scaleY(-1); }
  .manage { display: grid; gap: 12px; padding-block-start: 12px; padding-inline-start: 52px; }
  .rights { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; }
  .more { display: flex; margin: 8px auto 0; }
  @container (max-width: 419px) { .manage { padding-inline-start: 0; } }
`;
