// Tests of wall clocks and moments: in zones, and where clocks change.
import { describe, expect, it } from "vitest";
import { inWords, localTime, momentOf, suggestion } from "./schedule";

describe("a wall clock's time", () => {
  it.each([
    ["2026-03-03T09:30", "Europe/Berlin", "2026-03-03T08:30:00.000Z"],
    ["2026-07-03T09:30", "Europe/Berlin", "2026-07-03T07:30:00.000Z"],
    ["2026-03-03T09:30", "America/Bogota", "2026-03-03T14:30:00.000Z"],
    ["2026-03-03T09:30", "Asia/Kathmandu", "2026-03-03T03:45:00.000Z"],
    ["2026-03-03T00:10", "Pacific/Auckland", "2026-03-02T11:10:00.000Z"],
    // The first and the last hour beside a change of clocks.
    ["2026-03-29T01:30", "Europe/Berlin", "2026-03-29T00:30:00.000Z"],
    ["2026-03-29T03:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25T03:30", "Europe/Berlin", "2026-10-25T02:30:00.000Z"],
  ])("%s in %s is %s", (local, zone, moment) => {
    expect(momentOf(local, zone)?.toISOString()).toBe(moment);
    expect(localTime(new Date(moment), zone)).toBe(local);
  });

  it("that clocks skip becomes one just beside it", () => {
    const moment = momentOf("2026-03-29T02:30", "Europe/Berlin");
    expect(["2026-03-29T01:30", "2026-03-29T03:30"]).toContain(localTime(moment as Date, "Europe/Berlin"));
  });

  it.each(["", "tomorrow", "2026-13-01T10:00", "2026-03-03"])("%j is none", (local) => {
    expect(momentOf(local, "UTC")).toBeNull();
  });
});

it("is shown with its zone", () => {
  expect(inWords(new Date("2026-03-03T08:30:00Z"), "Europe/Berlin")).toMatch(
    /Tuesday.*March.*2026.*Central European Standard Time/,
  );
});

it("suggests a full hour, at least one from now", () => {
  expect(suggestion(new Date("2026-03-03T08:30:00Z"), "UTC")).toBe("2026-03-03T10:00");
  expect(suggestion(new Date("2026-03-03T23:00:00Z"), "UTC")).toBe("2026-03-04T00:00");
});
