// Styles of announcements: cards in a list, and a narrow banner.
import { css } from "lit";

export const announcementStyles = css`
  .list { display: grid; gap: 16px; }
  .card {
    display: grid; gap: 10px; padding: 18px 20px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface);
    scroll-margin-block-start: 16px;
  }
  .card.pinned { border-inline-start: 4px solid var(--accent); }
  .card.off { background: var(--soft); border-style: dashed; }
  .card:focus-within { border-color: var(--control); }
  .line { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; }
  .card h2 { flex: 1 1 240px; min-inline-size: 0; font-size: calc(var(--fs) * 1.25); font-weight: 700; line-height: 1.3; color: inherit; }
  .card h2:focus { outline: none; }
  .chips { display: flex; flex-wrap: wrap; gap: 6px; }
  .state-chip .icon { inline-size: 15px; block-size: 15px; }
  .state-chip.new { color: #fff; background: var(--accent); border-color: var(--accent); forced-color-adjust: none; }
  .who { display: flex; gap: 10px; align-items: center; font-size: var(--fs-s); color: var(--muted); line-height: 1.35; }
  .who strong { color: var(--text); }
  .who .avatar { inline-size: 32px; block-size: 32px; font-size: 12px; }
  .who > div { min-inline-size: 0; }
  .files { display: flex; flex-wrap: wrap; gap: 8px; }
  .files .file {
    display: inline-flex; gap: 8px; align-items: center; min-block-size: 44px; padding: 6px 12px; border: 1px solid var(--line); border-radius: 8px;
    background: var(--soft); color: var(--text); text-decoration: none; font-size: var(--fs-s); max-inline-size: 100%;
  }
  .files a.file:hover { background: var(--tint); text-decoration: underline; }
  .tools { display: flex; flex-wrap: wrap; gap: 4px; margin-inline-start: -12px; }
  .tools button { font-size: var(--fs-s); padding-inline: 12px; }
  .tools .away, .sure .away { color: var(--danger); }
  .sure .away { background: var(--surface); border-color: currentColor; }
  .sure p { flex: 1 1 220px; }
  .head { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: end; justify-content: space-between; margin-block-end: 16px; }
  .head label { display: grid; gap: 4px; font-size: var(--fs-s); font-weight: 600; }
  .more { display: flex; margin: 12px auto 0; }
  .list + .notice, .notice + .list { margin-block-start: 12px; }
  .fields { max-inline-size: 860px; }
  .theirs { padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); flex: 1 1 100%; color: var(--text); }
  textarea#body { min-block-size: 200px; }
  .under { margin-inline-start: 32px; }
`;
