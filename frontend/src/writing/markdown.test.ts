// Tests of the buttons that write Markdown, and of how long a text is.
import { describe, expect, it } from "vitest";
// The server's tests render the same results.
import toolbar from "../../../tests/corpus/toolbar.json";
import { applyMark, type Mark, textLength } from "./markdown";

describe("Markdown", () => {
  const marked = (mark: Mark, value: string, from: number, to: number) => {
    const area = document.createElement("textarea");
    document.body.append(area);
    area.value = value;
    area.setSelectionRange(from, to);
    applyMark(area, mark);
    return [area.value, area.value.slice(area.selectionStart, area.selectionEnd)];
  };

  it.each(toolbar)("$mark: $result", ({ mark, text, selected, result }) => {
    const from = text.indexOf(selected);
    expect(marked(mark as Mark, text, from, from + selected.length)[0]).toBe(result);
  });

  it.each<[Mark, string, string]>([
    ["bold", "so **very** true", "very"],
    ["italic", "so *very* true", "very"],
    ["code", "so `very` true", "very"],
    ["link", "so [very](https://) true", "https://"],
  ])("selects what is written next after %s", (mark, value, selected) => {
    expect(marked(mark, "so very true", 3, 7)).toEqual([value, selected]);
  });

  it("puts the caret where words are missing", () => {
    expect(marked("link", "", 0, 0)).toEqual(["[](https://)", ""]);
    expect(marked("bold", "", 0, 0)).toEqual(["****", ""]);
    expect(marked("list", "", 0, 0)).toEqual(["- ", ""]);
  });

  it("makes an address the target of a link", () => {
    expect(marked("link", "see www.a.example", 4, 17)).toEqual(["see [](www.a.example)", ""]);
  });

  it("counts as Python does", () => {
    expect([textLength("abc"), textLength("🙂🙂"), textLength("é")]).toEqual([3, 2, 1]);
  });
});
