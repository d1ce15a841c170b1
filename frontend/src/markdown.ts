// Small helps for writing Markdown in a plain textarea.

export type Mark = "bold" | "italic" | "code" | "link" | "list";

interface Edit {
  text: string;
  start: number;
  end: number;
}

const AROUND: Record<"bold" | "italic", string> = { bold: "**", italic: "*" };

function wrap(chosen: string, before: string, after: string): Edit {
  return { text: before + chosen + after, start: before.length, end: before.length + chosen.length };
}

function edit(mark: Mark, chosen: string): Edit {
  if (mark === "bold" || mark === "italic") return wrap(chosen, AROUND[mark], AROUND[mark]);
  if (mark === "code") return chosen.includes("\n") ? wrap(chosen, "```\n", "\n```") : wrap(chosen, "`", "`");
  if (mark === "list") {
    const text = chosen.split("\n").map((line) => `- ${line}`).join("\n");
    return { text, start: text.length, end: text.length };
  }
  const link = wrap(chosen, "[", "](https://)");
  const address = chosen.length + 3;
  // With words chosen the address is what is missing; without, the words come first.
  return chosen ? { ...link, start: address, end: address + "https://".length } : link;
}

/** Applies a mark to what is selected, and leaves the caret where writing goes on. */
export function applyMark(area: HTMLTextAreaElement, mark: Mark): void {
  const { selectionStart: from, selectionEnd: to } = area;
  const change = edit(mark, area.value.slice(from, to));
  area.focus();
  // execCommand keeps the browser's undo history; setRangeText is for where it is gone.
  if (!document.execCommand?.("insertText", false, change.text)) area.setRangeText(change.text, from, to, "end");
  area.setSelectionRange(from + change.start, from + change.end);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** How long the server will find it: code points, as Python counts, not UTF-16 units. */
export function textLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
