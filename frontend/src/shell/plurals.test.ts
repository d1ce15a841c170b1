// Tests of plural rules: as gettext's catalogues write them, and what is no rule at all.
import { describe, expect, it } from "vitest";
import { pluralRule } from "./plurals";

const ARABIC = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5";
const RUSSIAN = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)";

describe("a plural rule", () => {
  it.each([
    ["(n != 1)", [0, 1, 2], [1, 0, 1]],
    ["(n > 1)", [0, 1, 2], [0, 0, 1]],
    ["0", [0, 1, 2], [0, 0, 0]],
    [ARABIC, [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111], [0, 1, 2, 3, 3, 4, 4, 5, 5, 3, 4]],
    [RUSSIAN, [1, 2, 5, 11, 12, 21, 22, 25, 112], [0, 1, 2, 2, 2, 0, 1, 2, 2]],
    ["!(n==1) + n/10*2 - 1", [1, 5, 20], [-1, 0, 4]],
  ])("%s", (text, numbers, forms) => {
    expect(numbers.map(pluralRule(text))).toEqual(forms);
  });

  it.each([null, undefined, "", "n ==", "(n", "n ? 1", "alert(1)", "n=>1", "1 2", "n n"])(
    "that is none (%s) is English's",
    (text) => {
      expect([0, 1, 2].map(pluralRule(text))).toEqual([1, 0, 1]);
    },
  );
});
