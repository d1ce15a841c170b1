// Tests of what is put into words: translation, times, sizes, names and Markdown.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gettext, ngettext } from "./i18n";
import { applyMark, type Mark, textLength } from "./markdown";
import { avatar } from "./people";
import { render } from "lit";
import { person } from "./testing/server";
import { dayName, fileSize, relativeTime, shortTime, timeOnDay } from "./time";

afterEach(() => vi.unstubAllGlobals());

describe("translation", () => {
  it("falls back to English, with its plurals", () => {
    expect(gettext("Sent to %(name)s", { name: "50% $& Ines" })).toBe("Sent to 50% $& Ines");
    expect([1, 2].map((n) => ngettext("%(count)s file", "%(count)s files", n))).toEqual(["1 file", "2 files"]);
    expect(gettext("%(unknown)s stays")).toBe("%(unknown)s stays");
  });

  it("uses Django's catalogue, also one that comes late", () => {
    vi.stubGlobal("django", {
      gettext: (text: string) => (text === "Send" ? "Senden" : text),
      ngettext: (_one: string, _many: string, count: number) => (count === 1 ? "%(count)s Datei" : "%(count)s Dateien"),
    });
    expect(gettext("Send")).toBe("Senden");
    expect(ngettext("%(count)s file", "%(count)s files", 3)).toBe("3 Dateien");
  });
});

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
    "0 bytes", "1 byte", "999 bytes", "48 kB", "1 MB", "2.5 MB", "3 GB",
  ]);
});

describe("initials", () => {
  const shown = (name: string) => {
    const place = document.createElement("div");
    render(avatar(person("someone", name), (url) => url), place);
    return place.textContent?.trim();
  };

  it.each([["Ines Torres", "IT"], ["ines maria de torres", "IT"], ["Madonna", "M"], ["ليلى الخطيب", "لا"], ["🦊 Fox", "🦊F"], ["  ", "S"]])(
    "of %j are %s", (name, expected) => {
      if (name.trim()) expect(shown(name)).toBe(expected);
      else expect(shown("")).toBe(expected);
    },
  );

  it("give way to a picture", () => {
    const place = document.createElement("div");
    render(avatar({ ...person("a", "A"), image_url: "/a.png" }, (url) => `https://x${url}`), place);
    expect(place.querySelector("img")?.getAttribute("src")).toBe("https://x/a.png");
  });
});

describe("Markdown", () => {
  const marked = (mark: Mark, value: string, from: number, to: number) => {
    const area = document.createElement("textarea");
    document.body.append(area);
    area.value = value;
    area.setSelectionRange(from, to);
    applyMark(area, mark);
    return [area.value, area.value.slice(area.selectionStart, area.selectionEnd)];
  };

  it.each<[Mark, string, string]>([
    ["bold", "so **very** true", "very"],
    ["italic", "so *very* true", "very"],
    ["code", "so `very` true", "very"],
    ["link", "so [very](https://) true", "https://"],
    ["list", "so - very true", ""],
  ])("%s", (mark, value, selected) => {
    expect(marked(mark, "so very true", 3, 7)).toEqual([value, selected]);
  });

  it("fences code of several lines", () => {
    expect(marked("code", "a\nb", 0, 3)[0]).toBe("```\na\nb\n```");
  });

  it("puts the caret where words are missing", () => {
    expect(marked("link", "", 0, 0)).toEqual(["[](https://)", ""]);
  });

  it("counts as Python does", () => {
    expect([textLength("abc"), textLength("🙂🙂"), textLength("é")]).toEqual([3, 2, 1]);
  });
});
