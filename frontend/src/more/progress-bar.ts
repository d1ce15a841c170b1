// A bar that fills, with what it counts beside it.
import { css, html, type TemplateResult } from "lit";
import { partWords } from "./broadcast-words";
import { percentage } from "./broadcasts";

export const progressBarStyles = css`
  .progress { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; font-size: var(--fs-s); }
  .progress .part { font-variant-numeric: tabular-nums; color: var(--muted); }
  .track { grid-column: 1 / -1; block-size: 12px; border-radius: 6px; overflow: hidden; background: var(--tint); border: 1px solid var(--control); }
  .track i { display: block; block-size: 100%; background: var(--primary); transition: inline-size 0.4s; forced-color-adjust: none; }
`;

export function progressBar(label: string, part: number, whole: number): TemplateResult {
  const words = partWords(part, whole);
  return html`<div class="progress">
    <span aria-hidden="true">${label}</span><span class="part" aria-hidden="true">${words}</span>
    <div class="track" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax=${whole} aria-valuenow=${Math.min(part, whole)}
      aria-valuetext=${words}><i style="inline-size:${percentage(part, whole)}%"></i></div>
  </div>`;
}
