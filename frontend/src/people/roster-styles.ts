// Styles of the roster: a table, or cards in a narrow place.
import { css } from "lit";

export const rosterStyles = css`
  :host { container-type: inline-size; }
  proserva-roster-tools { display: block; }
  .tools { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
  .search { position: relative; flex: 1 1 240px; max-inline-size: 420px; }
  .search .icon { position: absolute; inset-inline-start: 12px; inset-block-start: 12px; color: var(--muted); pointer-events: none; }
  .search input { padding-inline-start: 42px; border-radius: 22px; }
  .cohorts { display: flex; align-items: center; gap: 10px; font-weight: 600; font-size: var(--fs-s); min-inline-size: 0; }
  select { font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background: var(--surface); min-block-size: 44px; max-inline-size: min(100%, 300px); min-inline-size: 0; padding: 8px 12px; border: 1px solid var(--control); border-radius: 8px; }
  .count { min-block-size: 1.5em; margin-block: 10px 4px; }
  .notice { margin-block-start: 10px; }
  .selection { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; min-block-size: 48px; font-size: var(--fs-s); }
  .pick { display: inline-flex; align-items: center; justify-content: center; gap: 10px; min-block-size: 44px; min-inline-size: 32px; cursor: pointer; }
  .pick input { inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--primary); }
  .chosen { background: var(--soft); }
  .together { margin-block: 4px 12px; }
  .together .top { display: flex; align-items: center; justify-content: space-between; gap: 8px; margin-block-end: 8px; }
  .together h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
  table { inline-size: 100%; border-collapse: collapse; transition: opacity 0.12s; }
  table[aria-busy="true"] { opacity: 0.55; }
  th, td { padding: 10px 12px; text-align: start; vertical-align: middle; font-weight: 400; border-block-end: 1px solid var(--line); }
  th:first-child { inline-size: 40%; padding-inline-start: 4px; }
  thead th { padding-block: 8px; font-size: var(--fs-xs); font-weight: 600; color: var(--muted); white-space: nowrap; }
  tbody tr:not(.under):hover { background: var(--soft); }
  .open > * { border-block-end-color: transparent; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.35; }
  .names { display: grid; min-inline-size: 0; }
  .names .name { font-weight: 600; }
  .key { display: none; flex: none; }
  .value { min-inline-size: 0; }
  .progress { display: flex; align-items: center; gap: 10px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .bar { flex: none; inline-size: 88px; block-size: 8px; border-radius: 4px; background: var(--tint); border: 1px solid var(--control); overflow: hidden; }
  .bar i { display: block; block-size: 100%; background: var(--primary); forced-color-adjust: none; }
  td a { display: inline-block; padding-block: 4px; white-space: nowrap; }
  .act { text-align: end; }
  .act button { white-space: nowrap; }
  .under td { padding: 0 4px 16px; }
  .panel { position: relative; padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); max-inline-size: 720px; }
  .more { display: flex; margin: 8px auto 0; }
  @container (max-width: 719px) {
    table, tbody, tr, td, tbody th { display: block; }
    thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .search { max-inline-size: none; }
    .cohorts { flex: 1 1 100%; }
    .cohorts select { flex: 1; max-inline-size: none; }
    tbody tr:not(.under) { display: grid; gap: 6px; padding: 14px; margin-block-start: 10px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
    tbody tr > *, tbody th:first-child { inline-size: auto; padding: 0; border: 0; }
    td:not(.act, .under td) { display: flex; justify-content: space-between; align-items: baseline; gap: 12px; font-size: var(--fs-s); }
    .key { display: block; color: var(--muted); }
    .value { text-align: end; }
    .act { margin-block-start: 6px; text-align: start; }
    .act button { inline-size: 100%; }
    .under td { padding: 10px 0 6px; }
    .panel { padding: 14px 12px; max-inline-size: none; }
  }
`;
