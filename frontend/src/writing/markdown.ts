// Small helps for writing Markdown in a plain textarea. The marks stand where the server takes them for formatting.

export type Mark = "bold" | "italic" | "code" | "link" | "list";

interface Edit {
  text: string;
  start: number;
  end: number;
}

interface Range {
  from: number;
  to: number;
}

const AROUND: Record<"bold" | "italic", string> = { bold: "**", italic: "*" };
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;
// Scripts without spaces have marks within words.
const LETTER = /[\p{L}\p{M}\p{N}_]/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Khmer}]/u;

function wrap(chosen: string, before: string, after: string): Edit {
  return { text: before + chosen + after, start: before.length, end: before.length + chosen.length };
}

/** One more of a mark than the text has in a row, so that it does not end the code; at least `least`. */
function ticks(chosen: string, least: number): string {
  const runs = [...chosen.matchAll(/`+/g)].map(([run]) => run.length);
  let count = least;
  while (runs.some((length) => length === count || (least > 1 && length > count))) count += 1;
  return "`".repeat(count);
}

function code(chosen: string, isLineStart: boolean, isLineEnd: boolean): Edit {
  if (!chosen.includes("\n")) {
    const mark = ticks(chosen, 1);
    const space = mark.length > 1 ? " " : "";
    return wrap(chosen, mark + space, space + mark);
  }
  const fence = ticks(chosen, 3);
  return wrap(chosen, `${isLineStart ? "" : "\n"}${fence}\n`, `\n${fence}${isLineEnd ? "" : "\n"}`);
}

function link(chosen: string): Edit {
  if (ADDRESS.test(chosen)) return { text: `[](${chosen})`, start: 1, end: 1 };
  const edit = wrap(chosen, "[", "](https://)");
  const address = chosen.length + 3;
  // With words chosen the address is what is missing; without, the words come first.
  return chosen ? { ...edit, start: address, end: address + "https://".length } : edit;
}

/** Each line gets its own marks: none reaches over the end of a paragraph. */
function emphasis(chosen: string, mark: string): Edit {
  const text = chosen.replace(/[^\s](?:.*[^\s])?/gu, (line) => mark + line + mark);
  return chosen.includes("\n") ? { text, start: 0, end: text.length } : wrap(chosen, mark, mark);
}

function edit(mark: Mark, value: string, { from, to }: Range): Edit {
  const chosen = value.slice(from, to);
  if (mark === "bold" || mark === "italic") return emphasis(chosen, AROUND[mark]);
  if (mark === "code") return code(chosen, isEnd(value[from - 1]), isEnd(value[to]));
  if (mark === "link") return link(chosen);
  const text = chosen
    .split("\n")
    .map((line) => `- ${line}`)
    .join("\n");
  return { text, start: text.length, end: text.length };
}

function isEnd(character: string | undefined): boolean {
  return character === undefined || character === "\n";
}

function isWithin(before: string | undefined, after: string | undefined): boolean {
  const pair = `${before ?? ""}${after ?? ""}`;
  return LETTER.test(before ?? "") && LETTER.test(after ?? "") && !UNSPACED.test(pair);
}

/** The part of the text that the mark belongs around: whole lines for a list, and else words without outer spaces. */
function place(mark: Mark, value: string, range: Range): Range {
  let { from, to } = range;
  if (mark === "list") {
    from = value.lastIndexOf("\n", from - 1) + 1;
    const end = value.indexOf("\n", to);
    return { from, to: end < 0 ? value.length : end };
  }
  while (from < to && /\s/.test(value[from] ?? "")) from += 1;
  while (from < to && /\s/.test(value[to - 1] ?? "")) to -= 1;
  if (from === to || mark === "link") return { from, to };
  while (isWithin(value[from - 1], value[from])) from -= 1;
  while (isWithin(value[to - 1], value[to])) to += 1;
  return { from, to };
}

/** Applies a mark to what is selected, and leaves the caret where writing goes on. */
export function applyMark(area: HTMLTextAreaElement, mark: Mark): void {
  const { from, to } = place(mark, area.value, { from: area.selectionStart, to: area.selectionEnd });
  const change = edit(mark, area.value, { from, to });
  area.focus();
  area.setSelectionRange(from, to);
  // execCommand keeps the browser's undo history; setRangeText is the fallback.
  if (!document.execCommand?.("insertText", false, change.text)) area.setRangeText(change.text, from, to, "end");
  area.setSelectionRange(from + change.start, from + change.end);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The length as the server counts it: code points, not UTF-16 units. */
export function textLength(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}
