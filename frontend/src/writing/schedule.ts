// When something is to be sent: a wall clock's time in some time zone, and the moment that is.
import { gettext, language } from "../shell/i18n";

/** The zone that this browser is in. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Wall clock parts of a moment in a zone, as a number of milliseconds as if they were UTC. */
function wallClock(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/**
 * The moment at which clocks in a zone show `local` ("2026-03-01T09:30"); `null` if it is no time. For a time that
 * clocks skip, a moment just beside it.
 */
export function momentOf(local: string, zone: string): Date | null {
  const wanted = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) || Number.isNaN(wanted)) return null;
  // The zone's distance from UTC at that moment is found by a first guess, and mended where clocks change in between.
  let moment = wanted;
  for (let turn = 0; turn < 2; turn += 1) moment += wanted - wallClock(moment, zone);
  return new Date(moment);
}

/** The local time of a moment in a zone, as an `<input type="datetime-local">` takes it. */
export function localTime(moment: Date, zone: string): string {
  return new Date(wallClock(moment.getTime(), zone)).toISOString().slice(0, 16);
}

/** "Tuesday, 3 March 2026 at 09:30 Central European Time" */
export function inWords(moment: Date, zone: string): string {
  const date = new Intl.DateTimeFormat(language(), { dateStyle: "full", timeStyle: "short", timeZone: zone }).format(
    moment,
  );
  return gettext("%(time)s, %(zone)s", { time: date, zone: zoneName(moment, zone) });
}

/** The name of a zone: "Central European Time". */
export function zoneName(moment: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat(language(), { timeZone: zone, timeZoneName: "long" }).formatToParts(moment);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
}

/** The next full hour but one, as a start value. */
export function suggestion(now: Date, zone: string): string {
  const hour = 3_600_000;
  return localTime(new Date(Math.ceil((now.getTime() + hour) / hour) * hour), zone);
}
