// The progress of a broadcast: bars and figures.
import { css, html, nothing, type TemplateResult } from "lit";
import { gettext } from "../shell/i18n";
import { type Broadcast, percentage } from "./broadcast";
import { partWords } from "./words";

export const progressStyles = css`
  .bars { display: grid; gap: 14px; }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 8px; }
  dl > div { padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
  dt { font-size: var(--fs-xs); color: var(--muted); }
  dd { margin: 0; font-size: calc(var(--fs) * 1.25); font-weight: 700; font-variant-numeric: tabular-nums; }
  dd.bad { color: var(--danger); }
  .progress { display: grid; grid-template-columns: 1fr auto; gap: 4px 12px; font-size: var(--fs-s); }
  .progress .part { font-variant-numeric: tabular-nums; color: var(--muted); }
  .track { grid-column: 1 / -1; block-size: 12px; border-radius: 6px; overflow: hidden; background: var(--tint); border: 1px solid var(--control); }
  .track i { display: block; block-size: 100%; background: var(--primary); transition: inline-size 0.4s; forced-color-adjust: none; }
`;

function progressBar(label: string, part: number, whole: number): TemplateResult {
  const words = partWords(part, whole);
  return html`<div class="progress">
    <span aria-hidden="true">${label}</span><span class="part" aria-hidden="true">${words}</span>
    <div class="track" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax=${whole} aria-valuenow=${Math.min(part, whole)}
      aria-valuetext=${words}><i .style=${`inline-size:${percentage(part, whole)}%`}></i></div>
  </div>`;
}

export function bars({ notify_email: notify, progress }: Broadcast): TemplateResult {
  const { emails, in_bell: reached, skipped, total } = progress;
  const done = emails.sent + emails.failed + emails.skipped + emails.unknown + emails.digest;
  return html`<div class="bars">
    ${progressBar(gettext("Delivered"), reached + skipped, total)} ${notify ? progressBar(gettext("Emails processed"), done, done + emails.pending) : nothing}
  </div>`;
}

export function figures({ notify_email: notify, progress }: Broadcast): TemplateResult {
  const { emails, in_bell: reached, seen, skipped, total } = progress;
  const all: [string, number, boolean, boolean?][] = [
    [gettext("Queued"), Math.max(0, total - reached - skipped), true],
    [gettext("Delivered"), reached, true],
    [gettext("Opened"), seen, true],
    [gettext("Skipped"), skipped, skipped > 0],
    [gettext("Emailed"), emails.sent, notify],
    [gettext("Emails waiting"), emails.pending, notify && emails.pending > 0],
    [gettext("In a daily email"), emails.digest, emails.digest > 0],
    [gettext("No email"), emails.skipped, emails.skipped > 0],
    [gettext("Emails failed"), emails.failed, notify, emails.failed > 0],
    [gettext("Emails unconfirmed"), emails.unknown, emails.unknown > 0],
  ];
  return html`<dl>
    ${all.flatMap(([name, count, shown, bad]) => (shown ? html`<div><dt>${name}</dt><dd class=${bad ? "bad" : ""}>${count}</dd></div>` : []))}
  </dl>`;
}
