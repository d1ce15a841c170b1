// Broadcasts as docs/rest_api.md gives them, and what follows from their shapes.
import type { Page, Schemas } from "../shell/types";

export type Who = Schemas["WhoEnum"];
/** An audience. Fields that do not belong to `who` are omitted. */
export type Audience = Pick<Schemas["Audience"], "who"> & Partial<Schemas["Audience"]>;
export type Emails = Schemas["Emails"];
export type Progress = Schemas["Progress"];
export type Broadcast = Omit<Schemas["Broadcast"], "audience"> & { audience: Audience };
/** A segment of the course, and its size. */
export type Part<Id> = Omit<Schemas["Mode"], "id"> & { id: Id };
/** A word in braces that stands for a value of each recipient. */
export type MergeField = Schemas["Field"];
/** A text in braces that looks like a merge field and is none. */
export type NearMiss = Schemas["NearMiss"];
/** The audiences and merge fields of a course. */
export type Segments = Schemas["Segments"];
export type Preview = Schemas["Preview"];
export type Template = Schemas["Template"];
/** The delivery to one person. */
export type Delivered = Schemas["BroadcastRow"];
export type BroadcastPage = Page<Broadcast>;

/** Whether it may change soon without user input. */
export function isMoving(broadcast: Broadcast): boolean {
  const { state, progress } = broadcast;
  return (
    state === "sending" ||
    (state === "scheduled" && !isForLater(broadcast)) ||
    (state === "sent" && progress.emails.pending > 0)
  );
}

/** It can be edited, cancelled or sent at once: it is neither about to go nor due already. */
export function isForLater({ state, undo_seconds: undo, send_at: at }: Broadcast): boolean {
  return state === "scheduled" && undo <= 0 && Date.parse(at) > Date.now();
}

/** The fields that belong to `who`; `null` if the choice is incomplete. */
export function completed(audience: Audience): Audience | null {
  const { who, include_team } = audience;
  const rest: Partial<Audience> = include_team ? { include_team } : {};
  switch (who) {
    case "modes":
      return audience.modes?.length ? { who, modes: audience.modes, ...rest } : null;
    case "cohorts":
      return audience.cohorts?.length ? { who, cohorts: audience.cohorts, ...rest } : null;
    case "people":
      return audience.usernames?.length ? { who, usernames: audience.usernames } : null;
    case "inactive":
      return isWithin(audience.days, 1, 3650) ? { who, days: audience.days, ...rest } : null;
    case "not_submitted":
      return audience.usage_key ? { who, usage_key: audience.usage_key, ...rest } : null;
    case "scored_below":
      return audience.usage_key && isWithin(audience.score, 1, 100)
        ? { who, usage_key: audience.usage_key, score: audience.score, ...rest }
        : null;
    default:
      return { who, ...rest };
  }
}

function isWithin(value: number | undefined, least: number, most: number): value is number {
  return value !== undefined && Number.isInteger(value) && value >= least && value <= most;
}

/** Part of a whole as a whole percentage: never 100 before it is all. */
export function percentage(part: number, whole: number): number {
  return whole > 0 ? Math.floor((Math.min(part, whole) / whole) * 100) : 100;
}
