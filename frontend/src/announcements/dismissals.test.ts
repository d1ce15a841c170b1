// Tests of the dismissals that a browser remembers.
import { beforeEach, describe, expect, it, vi } from "vitest";
import "../testing/page";
import { allDismissed, dismiss } from "./dismissals";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
});

describe("what a browser remembers", () => {
  it.each([
    ["7", "", false],
    ["7", "1.1", true],
    ["7", "1.2", false],
    ["7", "1.1 2.1", false],
    ["7", "nonsense", false],
    ["8", "1.1", false],
    ["", "1.1", false],
  ])("of reader %j and %j is %j", (reader, current, expected) => {
    dismiss("7", 1, 1);
    dismiss("", 2, 1);
    expect(allDismissed(reader, current)).toBe(expected);
  });

  it("is not much, and survives what is spoilt", () => {
    for (let id = 1; id <= 60; id += 1) dismiss("7", id, 1);
    expect(allDismissed("7", "10.1")).toBe(false);
    expect(allDismissed("7", "11.1 60.1")).toBe(true);
    for (const spoilt of ["[1]", "null", "x"]) {
      localStorage.setItem("proserva.dismissed:7", spoilt);
      expect(allDismissed("7", "1.1")).toBe(false);
      dismiss("7", 1, 1);
      expect(allDismissed("7", "1.1")).toBe(true);
    }
  });
});
