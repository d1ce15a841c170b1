// The few icons in use, drawn in the colour of the text around them.
import { html, svg, type TemplateResult } from "lit";

export function icon(path: TemplateResult, filled = false): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"
    fill=${filled ? "currentColor" : "none"} stroke="currentColor" stroke-width="1.8" stroke-linecap="round"
    stroke-linejoin="round">${path}</svg>`;
}

const starPath = svg`<path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.9l-5.3 2.8 1.1-5.9L3.5 9.7l5.9-.8z"/>`;

export const bellIcon = icon(
  svg`<path d="M6 9.5a6 6 0 0 1 12 0c0 5.5 2 6.5 2 6.5H4s2-1 2-6.5M10 20a2.2 2.2 0 0 0 4 0"/>`,
);
export const starIcon = icon(starPath);
export const starredIcon = icon(starPath, true);
export const archiveIcon = icon(svg`<path d="M3.5 4.5h17v4h-17zM5 8.5v11h14v-11M10 12.5h4"/>`);
export const unarchiveIcon = icon(svg`<path d="M3.5 4.5h17v4h-17zM5 8.5v11h14v-11M12 17v-5m-2.5 2.5L12 12l2.5 2.5"/>`);
export const muteIcon = icon(
  svg`<path d="M6 9.5a6 6 0 0 1 12 0c0 5.5 2 6.5 2 6.5H4s2-1 2-6.5M10 20a2.2 2.2 0 0 0 4 0M4 3.5l16 17"/>`,
);
export const backIcon = icon(svg`<path d="M19 12H5m6-7-7 7 7 7"/>`);
export const closeIcon = icon(svg`<path d="m6 6 12 12M18 6 6 18"/>`);
export const clipIcon = icon(
  svg`<path d="m20 11.5-8.3 8.3a5.2 5.2 0 0 1-7.4-7.4l8.7-8.7a3.5 3.5 0 0 1 4.9 4.9l-8.7 8.7a1.7 1.7 0 0 1-2.4-2.4l8-8"/>`,
);
export const fileIcon = icon(
  svg`<path d="M13.5 3H6.5a1.5 1.5 0 0 0-1.5 1.5v15A1.5 1.5 0 0 0 6.5 21h11a1.5 1.5 0 0 0 1.5-1.5V8.5zM13.5 3v5.5H19"/>`,
);
export const flagIcon = icon(svg`<path d="M6 20V5h12l-3 4 3 4H6"/>`);
export const linkIcon = icon(
  svg`<path d="M10 14a4 4 0 0 0 6 .4l3-3a4.1 4.1 0 0 0-5.8-5.8l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4.1 4.1 0 0 0 5.8 5.8l1.5-1.5"/>`,
);
export const listIcon = icon(svg`<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>`);
export const sendIcon = icon(svg`<path d="M21 3 10 14M21 3l-7 18-4-7-7-4z"/>`);
export const searchIcon = icon(svg`<circle cx="11" cy="11" r="6.5"/><path d="m20 20-4.3-4.3"/>`);
export const pencilIcon = icon(svg`<path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4"/>`);
export const lessonIcon = icon(
  svg`<path d="M4 5.5C7 4.5 10 5 12 6.5c2-1.5 5-2 8-1v13c-3-1-6-.5-8 1-2-1.5-5-2-8-1zM12 6.5v13"/>`,
);
export const downIcon = icon(svg`<path d="M12 5v14m-6-6 6 6 6-6"/>`);
export const chevronIcon = icon(svg`<path d="m6 9.5 6 6 6-6"/>`);
export const checkIcon = icon(svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`);
export const seenIcon = icon(svg`<path d="m2.5 12.5 4.5 4.5L16 8m-4.5 7.5L13 17l8.5-8.5"/>`);
export const gearIcon = icon(
  svg`<circle cx="12" cy="12" r="3.2"/><path d="M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2"/><circle cx="12" cy="12" r="6.2"/>`,
);
export const peopleIcon = icon(
  svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.5-4 3-5.5 6.5-5.5s6 1.5 6.5 5.5M16 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2.4.6 3.7 2.2 4 5.1"/>`,
);
export const messageIcon = icon(svg`<path d="M4 5h16v11.5H9.5L5 20v-3.5H4z"/>`);
