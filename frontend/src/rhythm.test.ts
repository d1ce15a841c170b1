// Tests of how often an open conversation asks.
import { expect, it } from "vitest";
import { liveSeconds } from "./rhythm";

it("slows down as nothing comes and nobody is there", () => {
  const minutes = [0, 1.9, 2, 9.9, 10, 600];
  const rhythm = minutes.map((each) => liveSeconds({ active: 3, idle: 10 }, each * 60_000));
  expect(rhythm).toEqual([3, 3, 10, 10, 30, 30]);
});
