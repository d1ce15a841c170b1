// The look that all elements share: Paragon's tokens with fall-backs, controls, small parts, and the HTML of messages.
import { css } from "lit";

export const shared = css`
  :host {
    --primary: var(--pgn-color-primary-base, #0a3055);
    --on-primary: var(--pgn-color-primary-text, #fff);
    --accent: var(--pgn-color-brand-base, #9d0054);
    --link: var(--pgn-color-link-base, #00688d);
    --text: var(--pgn-color-body-base, #1f2a37);
    --muted: #55606e;
    --surface: var(--pgn-color-body-bg, #fff);
    --soft: color-mix(in srgb, var(--primary) 5%, var(--surface));
    --tint: color-mix(in srgb, var(--primary) 10%, var(--surface));
    --line: color-mix(in srgb, var(--primary) 16%, var(--surface));
    --control: #76818d;
    --danger: var(--pgn-color-danger-base, #ab0d02);
    --success: #10703a;
    --radius: 12px;
    /* Some pages set the root's font to 10 px. */
    --fs: max(16px, 1rem);
    --fs-s: calc(var(--fs) * 0.875);
    --fs-xs: calc(var(--fs) * 0.8125);
    --shadow: 0 8px 28px rgb(10 30 60 / 18%), 0 1px 3px rgb(10 30 60 / 12%);
    display: block;
    color: var(--text);
    font-family: var(--pgn-typography-font-family-base, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
    font-size: var(--fs);
    font-style: normal;
    font-weight: 400;
    line-height: 1.5;
    letter-spacing: normal;
    text-align: start;
    text-transform: none;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h2, h3, p, ul, ol, dl, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  a { color: var(--link); }
  .icon { flex: none; display: block; }
  :host(:dir(rtl)) .flip .icon { transform: scaleX(-1); }

  button, input, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  button, .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 8px;
    min-block-size: 44px; padding: 8px 16px; margin: 0;
    border: 1px solid transparent; border-radius: 8px; background: transparent;
    font-weight: 600; line-height: 1.25; text-decoration: none; text-shadow: none; box-shadow: none; cursor: pointer;
    transition: background-color 0.12s, border-color 0.12s;
  }
  .primary { background: var(--primary); border-color: var(--primary); color: var(--on-primary); }
  .primary:hover { background: color-mix(in srgb, var(--primary) 86%, #000); color: var(--on-primary); }
  .outline { border-color: var(--control); color: var(--primary); background: var(--surface); }
  .outline:hover, .quiet:hover { background: var(--tint); }
  .quiet { color: var(--primary); }
  .round { inline-size: 44px; padding: 0; border-radius: 50%; color: var(--muted); }
  .round:hover { background: var(--tint); color: var(--primary); }
  .round[aria-pressed="true"], .round.on { color: var(--accent); }
  button[disabled], button[aria-disabled="true"] { opacity: 0.6; cursor: not-allowed; }
  :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
  :focus:not(:focus-visible) { outline: none; }

  input[type="search"], input[type="text"], textarea {
    inline-size: 100%; min-block-size: 44px; padding: 9px 12px; margin: 0; background: var(--surface); color: var(--text);
    border: 1px solid var(--control); border-radius: 8px; box-shadow: none; font-size: var(--fs); font-style: normal;
  }
  ::placeholder { color: var(--muted); opacity: 1; font-style: normal; }
  [aria-invalid="true"] { border-color: var(--danger) !important; }

  .avatar {
    flex: none; inline-size: 40px; block-size: 40px; border-radius: 50%; object-fit: cover;
    display: inline-flex; align-items: center; justify-content: center;
    color: #fff; font-size: 15px; font-weight: 600; line-height: 1; user-select: none; forced-color-adjust: none;
  }
  .small { font-size: var(--fs-s); }
  .dim { color: var(--muted); }
  .error { color: var(--danger); font-size: var(--fs-s); font-weight: 500; }
  .state { padding: 32px 20px; text-align: center; color: var(--muted); display: grid; gap: 12px; justify-items: center; }
  .state strong { color: var(--text); font-size: calc(var(--fs) * 1.0625); }
  .state .icon { inline-size: 36px; block-size: 36px; opacity: 0.65; }
  .notice {
    padding: 10px 14px; border-radius: 8px; background: var(--soft); border: 1px solid var(--line); font-size: var(--fs-s);
    display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: space-between;
  }
  .notice.bad { border-color: var(--danger); color: var(--danger); background: var(--surface); }
  /* A single line of user text is aligned like its neighbours. */
  .name, .preview, .ellipsis { text-align: -webkit-match-parent; text-align: match-parent; }
  .ellipsis { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-inline-size: 0; }
  .vh {
    position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  .skeleton { display: grid; gap: 18px; padding: 18px 16px; }
  .skeleton i { display: block; block-size: 14px; border-radius: 7px; background: var(--tint); animation: breathe 1.4s ease-in-out infinite; }
  .skeleton i:nth-child(even) { inline-size: 62%; }
  @keyframes breathe { 50% { opacity: 0.45; } }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation: none !important; transition: none !important; scroll-behavior: auto !important; }
  }
  @media (forced-colors: active) {
    button, .button { border-color: ButtonBorder; }
    [aria-pressed="true"], [aria-current="true"] { outline: 2px solid Highlight; outline-offset: -3px; }
  }
`;

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
