// Dates, times and file sizes as people read them, in the page's language.
import { gettext, language, ngettext } from "./i18n";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function format(iso: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language(), options).format(new Date(iso));
}

/** Midnight before it, in the reader's own time zone. */
function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** Calendar days between then and now; 0 is today. Rounded, as a day with a clock change is not 24 hours. */
function daysAgo(iso: string): number {
  return Math.round((startOfDay(new Date()) - startOfDay(new Date(iso))) / DAY);
}

function thisYear(iso: string): boolean {
  return new Date(iso).getFullYear() === new Date().getFullYear();
}

/** The whole of it, for a tooltip. */
export function fullTime(iso: string): string {
  return format(iso, { dateStyle: "full", timeStyle: "short" });
}

/** 3 Mar 2026, 14:32 */
export function dateTime(iso: string): string {
  return format(iso, { dateStyle: "medium", timeStyle: "short" });
}

/** 3 Mar 2026 */
export function dayAndYear(iso: string): string {
  return format(iso, { dateStyle: "medium" });
}

/** 14:32 */
export function clock(iso: string): string {
  return format(iso, { timeStyle: "short" });
}

/** Today's time, else the date: as lists show it. */
export function shortTime(iso: string): string {
  if (daysAgo(iso) <= 0) return clock(iso);
  return format(iso, thisYear(iso) ? { day: "numeric", month: "short" } : { dateStyle: "medium" });
}

/** A time that is still clear tomorrow: 14:32, or 3 Mar, 14:32. */
export function timeOnDay(iso: string): string {
  return daysAgo(iso) <= 0 ? clock(iso) : `${shortTime(iso)}, ${clock(iso)}`;
}

/** "5 minutes ago", for what is recent; a date for what is not. */
export function relativeTime(iso: string): string {
  const ago = Date.now() - new Date(iso).getTime();
  if (ago < MINUTE) return gettext("Just now");
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: "auto", style: "short" });
  if (ago < HOUR) return relative.format(-Math.floor(ago / MINUTE), "minute");
  if (ago < DAY) return relative.format(-Math.floor(ago / HOUR), "hour");
  return daysAgo(iso) < 7 ? relative.format(-daysAgo(iso), "day") : shortTime(iso);
}

/** Today, Yesterday, or the date: over the messages of one day. */
export function dayName(iso: string): string {
  const days = daysAgo(iso);
  if (days <= 0) return gettext("Today");
  if (days === 1) return gettext("Yesterday");
  const year = thisYear(iso) ? undefined : ("numeric" as const);
  return format(iso, { weekday: "long", day: "numeric", month: "long", year });
}

/** Whether two moments fall on one day of the reader's calendar. */
export function sameDay(a: string, b: string): boolean {
  return startOfDay(new Date(a)) === startOfDay(new Date(b));
}

/** 48 kB, 2.5 MB */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return ngettext("%(count)s byte", "%(count)s bytes", bytes);
  const units = ["kilobyte", "megabyte", "gigabyte"];
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  const value = bytes / 1000 ** power;
  const options = { style: "unit", unit: units[power - 1], maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language(), options).format(value);
}
