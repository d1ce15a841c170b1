// How the choice of emails looks.
import { css } from "lit";

export const preferencesStyles = css`
  :host { container-type: inline-size; }
  .head { display: flex; align-items: center; gap: 8px; min-block-size: 62px; padding: 8px 8px 8px 16px; border-block-end: 1px solid var(--line); }
  :host(:dir(rtl)) .head { padding: 8px 16px 8px 8px; }
  .head h2 { flex: 1; font-size: calc(var(--fs) * 1.125); font-weight: 700; color: inherit; }
  .head h2:focus { outline: none; }
  .body { position: relative; display: grid; gap: 24px; padding: 20px 16px; max-inline-size: 640px; }
  .body > * { min-inline-size: 0; }
  fieldset { border: 0; padding: 0; margin: 0; min-inline-size: 0; }
  legend, h3 { padding: 0; margin-block-end: 8px; font-size: var(--fs); font-weight: 700; color: inherit; }
  .choice { display: flex; gap: 12px; align-items: center; min-block-size: 48px; padding: 4px 12px; border: 1px solid var(--line); cursor: pointer; }
  .choice:first-of-type { border-radius: 8px 8px 0 0; }
  .choice:last-of-type { border-radius: 0 0 8px 8px; }
  .choice + .choice { border-block-start: 0; }
  .choice:hover { background: var(--soft); }
  .choice:has(:checked) { background: var(--tint); font-weight: 600; }
  .choice:has(:focus-visible) { outline: 3px solid var(--link); outline-offset: 2px; }
  .choice input { flex: none; inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--primary); outline: none; }
  li + li { border-block-start: 1px solid var(--line); }
  li label { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px 16px; padding-block: 10px; }
  .course { flex: 1 1 200px; min-inline-size: 0; text-align: -webkit-match-parent; text-align: match-parent; }
  select {
    flex: 0 1 290px; min-inline-size: 0; min-block-size: 44px; padding: 8px 10px; font: inherit; color: var(--text); text-overflow: ellipsis;
    background-color: var(--surface); border: 1px solid var(--control); border-radius: 8px; cursor: pointer;
  }
  .outcome { position: sticky; inset-block-end: 12px; min-block-size: 44px; }
  .saved {
    display: inline-flex; gap: 8px; align-items: center; padding: 8px 14px; border-radius: 22px; font-size: var(--fs-s); font-weight: 600;
    color: var(--success); background: var(--surface); border: 1px solid var(--line); box-shadow: var(--shadow);
  }
  @container (max-width: 479px) { select { flex-basis: 100%; } }
`;
