// Styles of composers.
import { css } from "lit";

export const composeStyles = css`
  form { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; }
  .label { font-size: var(--fs-s); font-weight: 600; margin-block-end: 4px; display: block; }
  .person { display: flex; gap: 12px; align-items: center; line-height: 1.3; }
  .person > span:last-child { display: grid; min-inline-size: 0; }
  .about { display: flex; gap: 8px; font-size: var(--fs-s); color: var(--muted); align-items: flex-start; }
  .about .icon { inline-size: 18px; block-size: 18px; margin-block-start: 2px; }
  .box { border: 1px solid var(--control); border-radius: var(--radius); background: var(--surface); transition: border-color 0.12s; }
  .box:focus-within { border-color: var(--link); box-shadow: 0 0 0 1px var(--link); }
  .box.bad { border-color: var(--danger); }
  .box.bad:focus-within { border-color: var(--danger); box-shadow: 0 0 0 1px var(--danger); }
  .box.over { border-style: dashed; border-color: var(--link); background: var(--tint); }
  textarea {
    display: block; border: 0 !important; border-radius: var(--radius); background: transparent; resize: none;
    min-block-size: 116px; max-block-size: min(50vh, 480px); padding: 12px 14px; line-height: 1.5; overflow-y: auto;
  }
  textarea:focus-visible { outline: none; }
  form.reply textarea { min-block-size: 52px; max-block-size: 30vh; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0 2px; padding: 4px 6px 6px; }
  .bar .mark { min-inline-size: 36px; inline-size: 36px; padding: 0; color: var(--muted); border-radius: 8px; font-size: var(--fs-s); }
  .bar .mark:hover { background: var(--tint); color: var(--primary); }
  .end { margin-inline-start: auto; display: flex; align-items: center; gap: 10px; }
  .mark code { font: 600 var(--fs-s) ui-monospace, monospace; }
  .hint { font-size: var(--fs-xs); color: var(--muted); }
  .files { display: grid; gap: 6px; padding: 0 10px 4px; }
  .file { display: grid; grid-template-columns: auto 1fr auto auto; gap: 2px 10px; align-items: center; padding-inline-start: 10px; border: 1px solid var(--line); border-radius: 8px; background: var(--soft); font-size: var(--fs-s); }
  .file.bad { border-color: var(--danger); background: var(--surface); }
  .file .what { min-inline-size: 0; padding-block: 6px; line-height: 1.35; }
  .file progress { inline-size: 100%; block-size: 6px; display: block; margin-block-start: 4px; accent-color: var(--link); }
  .sent { display: grid; gap: 14px; justify-items: start; padding: 18px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--soft); }
  .sent:focus { outline: none; }
  .sent h3 { display: flex; gap: 10px; align-items: center; font-size: calc(var(--fs) * 1.0625); font-weight: 600; }
  .sent h3 .icon { color: var(--success); }
  .row { display: flex; flex-wrap: wrap; gap: 8px; }
  .mentions { max-block-size: 216px; overflow-y: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); box-shadow: var(--shadow); }
  .mentions .option { display: flex; gap: 10px; align-items: center; min-block-size: 44px; padding: 4px 12px; cursor: pointer; line-height: 1.3; }
  .mentions .active, .mentions .option:hover { background: var(--tint); }
  .mentions .avatar { inline-size: 28px; block-size: 28px; font-size: 11px; }
  .names { display: flex; flex-wrap: wrap; gap: 0 8px; min-inline-size: 0; }
  @media (forced-colors: active) { .mentions .active { outline: 2px solid Highlight; outline-offset: -2px; } }
  input[type="file"] { display: none; }
  @media (max-width: 479px) { .bar .mark.extra { display: none; } .hint .keys, form.reply .hint { display: none; } }
`;
