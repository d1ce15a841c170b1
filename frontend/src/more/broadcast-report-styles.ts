// How the report of a broadcast looks: a table, and cards where that has no room.
import { css } from "lit";

export const broadcastReportStyles = css`
  :host { container-type: inline-size; }
  h3 { font-size: calc(var(--fs) * 1.125); font-weight: 700; margin-block-end: 8px; color: inherit; }
  .tools { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
  .search { position: relative; flex: 1 1 200px; max-inline-size: 380px; }
  .search .icon { position: absolute; inset-inline-start: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; }
  .filter { display: flex; align-items: center; gap: 10px; font-weight: 600; font-size: var(--fs-s); min-inline-size: 0; }
  select { font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background: var(--surface); min-block-size: 44px; min-inline-size: 0; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; }
  .count { min-block-size: 1.5em; margin-block: 8px 4px; }
  table { inline-size: 100%; border-collapse: collapse; transition: opacity 0.12s; }
  table[aria-busy="true"] { opacity: 0.55; }
  th, td { padding: 8px 12px; text-align: start; vertical-align: middle; font-weight: 400; border-block-end: 1px solid var(--line); font-size: var(--fs-s); }
  th:first-child { inline-size: 34%; padding-inline-start: 4px; font-size: var(--fs); }
  thead th, thead th:first-child { font-size: var(--fs-xs); font-weight: 600; color: var(--muted); white-space: nowrap; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.35; }
  .person .avatar { inline-size: 34px; block-size: 34px; font-size: 12px; }
  .names { display: grid; min-inline-size: 0; }
  .names .name { font-weight: 600; }
  .key { display: none; flex: none; color: var(--muted); }
  .bad { color: var(--danger); }
  .why { display: block; }
  .more { display: flex; margin: 8px auto 0; }
  @container (max-width: 719px) {
    table, tbody, tr, td, tbody th { display: block; }
    thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .search { max-inline-size: none; flex-basis: 100%; }
    .filter { flex: 1 1 100%; }
    .filter select { flex: 1; }
    .tools .button { flex: 1; }
    tbody tr { display: grid; gap: 4px; padding: 12px 14px; margin-block-start: 8px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
    tbody tr > *, tbody th:first-child { inline-size: auto; padding: 0; border: 0; }
    td { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; }
    .key { display: block; }
    .value { text-align: end; min-inline-size: 0; }
  }
`;
