// Styles of forms, figures and state chips.
import { css } from "lit";

export const formStyles = css`
  :host { container-type: inline-size; }
  .top { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; margin-block-end: 12px; }
  .top h2 { flex: 1 1 220px; min-inline-size: 0; font-size: calc(var(--fs) * 1.375); font-weight: 700; line-height: 1.3; color: inherit; }
  .top h2:focus { outline: none; }
  .label, legend { display: block; padding: 0; margin-block-end: 4px; font-size: var(--fs-s); font-weight: 600; }
  fieldset { display: grid; gap: 10px; border: 0; padding: 0; margin: 0; min-inline-size: 0; }
  .fields { display: grid; gap: 18px; min-inline-size: 0; }
  .fields > * { min-inline-size: 0; }
  .hint { font-size: var(--fs-s); color: var(--muted); }
  .hint + .row, #hint { margin-block-start: 6px; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .row > .check + .check { margin-inline-start: 12px; }
  .row > label:not(.check) { display: grid; gap: 4px; font-size: var(--fs-s); font-weight: 600; min-inline-size: 0; }
  select, input[type="number"], input[type="datetime-local"] {
    font: inherit; font-weight: 400; font-size: var(--fs); color: var(--text); background-color: var(--surface); min-block-size: 44px; padding: 8px 12px;
    inline-size: 100%; max-inline-size: 100%; min-inline-size: 0; border: 1px solid var(--control); border-radius: 8px; text-overflow: ellipsis;
  }
  input[type="number"] { inline-size: 7em; }
  .check { display: flex; gap: 12px; align-items: center; min-block-size: 44px; cursor: pointer; }
  .check input { flex: none; inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--primary); }
  .check .size { color: var(--muted); font-size: var(--fs-s); white-space: nowrap; }
  .choices { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr)); gap: 0 16px; }
  .notice p { flex: 1 1 260px; }
  .notice.warn { border-inline-start: 4px solid var(--accent); }
  .reach { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; }
  .reach strong { font-size: calc(var(--fs) * 1.125); font-variant-numeric: tabular-nums; }
  .state-chip {
    display: inline-flex; align-items: center; gap: 6px; padding: 2px 10px; border-radius: 12px; font-size: var(--fs-xs); font-weight: 600; white-space: nowrap;
    border: 1px solid var(--line); background: var(--soft); color: var(--text);
  }
  .state-chip.good { color: var(--success); border-color: currentColor; background: var(--surface); }
  .state-chip.bad { color: var(--danger); border-color: currentColor; background: var(--surface); }
  dialog {
    inline-size: min(520px, calc(100vw - 24px)); max-block-size: calc(100vh - 24px); margin: auto; padding: 20px; overflow-y: auto; color: var(--text);
    background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
  }
  dialog::backdrop { background: rgb(10 20 40 / 45%); }
  dialog h3 { font-size: calc(var(--fs) * 1.1875); font-weight: 700; margin-block-end: 12px; color: inherit; }
  dialog h3:focus { outline: none; }
  dialog .said { display: grid; gap: 10px; margin-block-end: 18px; }
  .actions { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  @container (max-width: 479px) { .actions button, .actions .button { flex: 1 1 100%; } }
`;
