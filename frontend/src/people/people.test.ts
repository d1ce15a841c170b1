// Tests of avatars: initials, and pictures.
import { render } from "lit";
import { describe, expect, it } from "vitest";
import { person } from "../testing/cast";
import { avatar } from "./people";

describe("initials", () => {
  const shown = (name: string) => {
    const place = document.createElement("div");
    render(
      avatar(person("someone", name), (url) => url),
      place,
    );
    return place.textContent?.trim();
  };

  it.each([
    ["Ines Torres", "IT"],
    ["ines maria de torres", "IT"],
    ["Madonna", "M"],
    ["ليلى الخطيب", "لا"],
    ["🦊 Fox", "🦊F"],
    ["  ", "S"],
  ])("of %j are %s", (name, expected) => {
    if (name.trim()) expect(shown(name)).toBe(expected);
    else expect(shown("")).toBe(expected);
  });

  it("give way to a picture", () => {
    const place = document.createElement("div");
    render(
      avatar({ ...person("a", "A"), image_url: "/a.png" }, (url) => `https://x${url}`),
      place,
    );
    expect(place.querySelector("img")?.getAttribute("src")).toBe("https://x/a.png");
  });
});
