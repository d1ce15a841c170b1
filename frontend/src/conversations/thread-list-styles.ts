// How the list of threads looks.
import { css } from "lit";

export const threadListStyles = css`
  :host { display: flex; flex-direction: column; min-block-size: 0; block-size: 100%; container-type: inline-size; }
  .search { position: relative; padding: 0 12px 8px; }
  .search .icon { position: absolute; inset-inline-start: 24px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; border-color: var(--control); }
  .filters { display: flex; flex-wrap: wrap; padding: 0 4px; border-block-end: 1px solid var(--line); flex: none; }
  .filters button { flex: none; padding-inline: clamp(4px, 4cqi - 7px, 12px); border: 0; border-radius: 8px 8px 0 0; color: var(--muted); font-size: clamp(13px, 4cqi, var(--fs-s)); border-block-end: 3px solid transparent; }
  .filters button:hover { background: var(--soft); color: var(--text); }
  .filters button:focus-visible { outline-offset: -3px; }
  .filters [aria-current] { color: var(--primary); border-block-end-color: var(--accent); }
  .scroll { position: relative; flex: 1; min-block-size: 0; overflow-y: auto; overscroll-behavior: contain; }
  .item { position: relative; display: flex; align-items: center; border-block-end: 1px solid var(--line); }
  .item:hover { background: var(--soft); }
  .item.selected { background: var(--tint); box-shadow: inset 4px 0 0 var(--accent); }
  :host(:dir(rtl)) .item.selected { box-shadow: inset -4px 0 0 var(--accent); }
  .item a { flex: 1; min-inline-size: 0; display: flex; gap: 12px; padding: 12px 0 12px 16px; color: inherit; text-decoration: none; line-height: 1.4; }
  :host(:dir(rtl)) .item a { padding: 12px 16px 12px 0; }
  .item a:focus-visible { outline-offset: -3px; }
  .item .round { margin-inline: 2px 4px; }
  .text { flex: 1; min-inline-size: 0; display: grid; }
  .line { display: flex; gap: 10px; align-items: baseline; justify-content: space-between; min-inline-size: 0; }
  .line time { flex: none; }
  .preview { color: var(--muted); font-size: calc(var(--fs) * 0.9375); }
  .tag { flex: none; padding-inline: 7px; border: 1px solid var(--control); border-radius: 10px; font-size: 12px; font-weight: 600; color: var(--muted); }
  .tag + .course { flex: 1; }
  .course { color: var(--muted); font-size: var(--fs-xs); }
  .unread .name, .unread .preview { font-weight: 700; color: var(--text); }
  .count { flex: none; min-inline-size: 22px; padding-inline: 6px; border-radius: 11px; background: var(--accent); color: #fff; font-size: 12px; font-weight: 700; line-height: 22px; text-align: center; }
  .more { inline-size: 100%; }
  .notice { margin: 8px 12px; }
`;
