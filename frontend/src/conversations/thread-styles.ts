// How a conversation looks.
import { css } from "lit";

export const threadStyles = css`
  :host { display: flex; flex-direction: column; min-block-size: 0; max-block-size: min(85vh, 900px); position: relative; background: var(--surface); container-type: inline-size; }
  .head { display: flex; align-items: center; gap: 4px; padding: 8px 8px 8px 16px; border-block-end: 1px solid var(--line); flex: none; min-block-size: 62px; }
  :host(:dir(rtl)) .head { padding: 8px 16px 8px 8px; }
  .head .who { flex: 1; min-inline-size: 0; line-height: 1.35; }
  .head h2 { font-size: calc(var(--fs) * 1.0625); font-weight: 700; color: inherit; }
  .title { display: flex; align-items: center; gap: 2px; }
  .title .rename { flex: none; min-block-size: 32px; inline-size: 32px; padding: 0; color: var(--muted); }
  .title .rename .icon { inline-size: 16px; block-size: 16px; }
  .facts { max-inline-size: 100%; min-block-size: 26px; gap: 6px; margin-inline-start: -6px; padding: 2px 6px; border-radius: 6px; font-size: var(--fs-s); font-weight: 400; color: var(--muted); justify-content: flex-start; }
  .facts .icon { inline-size: 16px; block-size: 16px; }
  .facts:hover, .rename:hover { background: var(--tint); color: var(--text); }
  proserva-rename { flex: 1; min-inline-size: 0; }
  .head.bare { min-block-size: 0; padding: 0 8px; border: 0; }
  .disclosures { flex: none; max-block-size: 25%; overflow-y: auto; padding: 6px 16px; border-block-end: 1px solid var(--line); background: var(--soft); color: var(--muted); font-size: var(--fs-xs); }
  .scroll { position: relative; flex: 1; min-block-size: 0; overflow-y: auto; overflow-anchor: none; overscroll-behavior: contain; padding: 16px; }
  .scroll:focus-visible { outline-offset: -3px; }
  .older { display: block; margin: 0 auto 8px; font-size: var(--fs-s); }
  .day, .new { display: flex; align-items: center; gap: 12px; margin-block: 20px 12px; font-size: var(--fs-xs); font-weight: 600; color: var(--muted); }
  .day::before, .day::after, .new::before, .new::after { content: ""; flex: 1; border-block-start: 1px solid var(--line); }
  .line, .gap { margin: 14px auto; padding-inline: 8px; max-inline-size: 640px; text-align: center; font-size: var(--fs-xs); color: var(--muted); border-radius: 8px; line-height: 1.45; }
  .line time { white-space: nowrap; opacity: 0.9; }
  .line time::before { content: "· "; }
  .line:focus { outline: none; }
  .line.landed { background: var(--tint); }
  .gap { padding: 8px 12px; border: 1px dashed var(--control); }
  .mention { padding: 0 3px; border-radius: 4px; background: var(--tint); color: var(--primary); font-weight: 600; }
  .mentions .bubble { border-inline-start: 4px solid var(--accent); }
  .mentioned { color: var(--accent); font-weight: 600; }
  .new { color: var(--danger); }
  .new::before, .new::after { border-color: currentColor; }
  .day:first-child { margin-block-start: 0; }
  .message { display: flex; gap: 10px; margin-block-start: 16px; border-radius: var(--radius); scroll-margin-block: 24px; }
  .message:focus { outline: none; }
  .message.more { margin-block-start: 4px; }
  .message .avatar { inline-size: 36px; block-size: 36px; font-size: 13px; margin-block-start: 2px; }
  .message.more .avatar { visibility: hidden; block-size: 0; }
  .column { min-inline-size: 0; max-inline-size: min(84%, 640px); display: flex; flex-direction: column; align-items: flex-start; }
  .mine { justify-content: flex-end; }
  .mine .column { align-items: flex-end; }
  .by { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline; margin-block-end: 3px; }
  .by .name { font-weight: 700; font-size: var(--fs-s); }
  .bubble { padding: 10px 14px; border-radius: 4px 16px 16px 16px; background: var(--soft); border: 1px solid var(--line); max-inline-size: 100%; }
  .mine .bubble { border-radius: 16px 4px 16px 16px; background: var(--tint); border-color: color-mix(in srgb, var(--primary) 30%, var(--surface)); }
  :host(:dir(rtl)) .bubble { border-radius: 16px 4px 16px 16px; }
  :host(:dir(rtl)) .mine .bubble { border-radius: 4px 16px 16px 16px; }
  .landed .bubble { animation: glow 4s ease-out; outline: 2px solid transparent; outline-offset: 2px; }
  @keyframes glow { 0%, 50% { background: color-mix(in srgb, var(--accent) 14%, var(--surface)); outline-color: var(--accent); } }
  @media (prefers-reduced-motion: reduce) { .landed .bubble { outline-color: var(--accent); } }
  .receipt { gap: 4px; min-block-size: 28px; margin-inline: -6px; padding: 2px 6px; border-radius: 6px; font-size: var(--fs-xs); font-weight: 400; color: var(--muted); }
  .receipt:hover { background: var(--tint); color: var(--text); }
  .receipt .icon { inline-size: 15px; block-size: 15px; }
  .report { align-self: center; inline-size: 32px; }
  @media (hover: hover) { .message:not(:hover) .report:not(:focus) { opacity: 0; } }
  summary { color: var(--muted); }
  .context { display: flex; gap: 10px; padding: 8px 12px; margin-block-end: 8px; border-radius: 8px; background: var(--surface); border: 1px solid var(--line); border-inline-start: 4px solid var(--primary); line-height: 1.4; font-size: var(--fs-s); }
  .context .label { font-weight: 600; }
  .context .icon { color: var(--primary); }
  .context a { display: inline-block; padding-block: 3px; font-weight: 600; }
  .excerpt { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
  .files { display: grid; gap: 6px; margin-block-start: 6px; }
  .file { display: flex; align-items: center; gap: 10px; min-block-size: 44px; padding: 6px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); text-decoration: none; font-weight: 600; font-size: var(--fs-s); }
  a.file:hover { border-color: var(--link); }
  .file .dim { flex: none; font-weight: 400; }
  .jump { position: absolute; inset-block-end: 100%; inset-inline: 0; margin: 0 auto 10px; inline-size: max-content; border-radius: 22px; box-shadow: var(--shadow); z-index: 1; }
  .foot { position: relative; flex: none; border-block-start: 1px solid var(--line); padding: 12px 16px; max-block-size: 60%; }
  .foot > .room { max-block-size: 45vh; overflow-y: auto; margin: -4px; padding: 4px; }
  .head + .notice, .foot .notice { margin-block-end: 0; }
  .foot .private { margin-block-end: 10px; }
  :host > .notice { margin: 8px 16px; }
  .state { margin-block: auto; }
  .state { margin-block: auto; }
  @container (max-width: 479px) {
    .column { max-inline-size: calc(100% - 42px); }
    .message:not(.mine) .avatar { display: none; }
    .scroll { padding: 12px; }
    .foot { padding: 8px 10px; }
    .head { gap: 0; }
    .head .round { inline-size: 40px; }
    .head h2 { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; white-space: normal; line-height: 1.25; }
  }
`;
