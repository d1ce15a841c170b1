// Tests of translation: the catalogue, its plurals, and English without one.
import { afterEach, describe, expect, it, vi } from "vitest";
import { gettext, ngettext } from "./i18n";

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
