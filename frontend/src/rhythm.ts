// How often an open conversation asks what is new: at once while somebody is at it, seldom once nobody is.
import type { Config } from "./types";

const IDLE_AFTER_MS = 2 * 60_000;
const ASLEEP_AFTER_MS = 10 * 60_000;
/** As many times slower again, once nobody has been at it for long. */
const ASLEEP_FACTOR = 3;

/** Seconds to the next question; `quiet` is for how many milliseconds nothing has come and nobody has touched the page. */
export function liveSeconds({ active, idle }: Config["live_poll_seconds"], quiet: number): number {
  if (quiet < IDLE_AFTER_MS) return active;
  return quiet < ASLEEP_AFTER_MS ? idle : idle * ASLEEP_FACTOR;
}
