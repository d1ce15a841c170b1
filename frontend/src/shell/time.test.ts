// Tests of dates, times and file sizes in words.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { dayName, fileSize, relativeTime, shortTime, timeOnDay } from "./time";

describe("times", () => {
  const now = new Date(2026, 4, 20, 15, 0);
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

  beforeEach(() => {
    document.documentElement.lang = "en-GB";
    vi.useFakeTimers({ now, toFake: ["Date"] });
  });

  afterEach(() => {
    document.documentElement.lang = "";
    vi.useRealTimers();
  });

  it("are short in lists: a time today, a date before", () => {
    expect(shortTime(at(2026, 4, 20, 9, 5))).toBe("09:05");
    expect(shortTime(at(2026, 2, 3, 9, 5))).toBe("3 Mar");
    expect(shortTime(at(2024, 2, 3, 9, 5))).toBe("3 Mar 2024");
  });

  it("carry their day in receipts, unless it is today", () => {
    expect(timeOnDay(at(2026, 4, 20, 14, 32))).toBe("14:32");
    expect(timeOnDay(at(2026, 2, 3, 14, 32))).toBe("3 Mar, 14:32");
  });

  it("are relative in the feed while they are recent", () => {
    expect(relativeTime(at(2026, 4, 20, 15, 0))).toBe("Just now");
    expect(relativeTime(at(2026, 4, 20, 14, 55))).toBe("5 min ago");
    expect(relativeTime(at(2026, 4, 20, 12, 0))).toMatch(/^3 h.*ago$/);
    expect(relativeTime(at(2026, 4, 18, 12, 0))).toBe("2 days ago");
    expect(relativeTime(at(2026, 2, 3, 12, 0))).toBe("3 Mar");
  });

  it("of a clock that is ahead of this one are just now", () => {
    expect(relativeTime(at(2026, 4, 20, 15, 2))).toBe("Just now");
    expect(dayName(at(2026, 4, 21, 0, 1))).toBe("Today");
  });

  it("name the day by the calendar, not by hours", () => {
    expect(dayName(at(2026, 4, 20, 0, 1))).toBe("Today");
    expect(dayName(at(2026, 4, 19, 23, 59))).toBe("Yesterday");
    expect(dayName(at(2026, 4, 4, 12, 0))).toContain("4 May");
    expect(dayName(at(2024, 4, 4, 12, 0))).toContain("2024");
  });

  it("survive a page that names no language, or a wrong one", () => {
    document.documentElement.lang = "not_a_language!";
    expect(shortTime(at(2026, 2, 3, 9, 5))).not.toBe("");
  });
});

it("gives sizes that people read", () => {
  expect([0, 1, 999, 48213, 1_000_000, 2_500_000, 3e9].map(fileSize)).toEqual([
    "0 bytes",
    "1 byte",
    "999 bytes",
    "48 kB",
    "1 MB",
    "2.5 MB",
    "3 GB",
  ]);
});
