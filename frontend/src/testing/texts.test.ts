// The errors of the server in memory have the texts of the real server.
/// <reference types="vite/client" />
import { expect, it } from "vitest";

const doubles: Record<string, string> = import.meta.glob(["./*.ts", "!./*.test.ts", "../../dev/*.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const sources: Record<string, string> = import.meta.glob("../../../proserva_messaging/**/*.py", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** A text with the same mark for each value in it, whether Python's or TypeScript's. */
const bare = (text: string) => text.replace(/%\(\w+\)s|\$\{[^}]+\}/g, "…");

const served = new Set(
  Object.values(sources).flatMap((source) => {
    // Python joins adjacent strings.
    const joined = source.replace(/"\s*\n\s*"/g, "");
    return [...joined.matchAll(/_\(\s*"([^"]+)"/g)].map(([, text = ""]) => bare(text));
  }),
);

const ERROR = /\brefuse\([^;]*?;|\bINVALID = [^;]*;|cannot_write_reason: [^\n]*/g;

const refused = Object.entries(doubles).flatMap(([file, source]) =>
  [...source.matchAll(ERROR)]
    .flatMap(([code]) => [...code.matchAll(/"([^"\n]*)"|`([^`]*)`/g)])
    .map(([, plain, template]) => [bare(plain ?? template ?? ""), file] as const)
    .filter(([text]) => /^\S+ .*\.$/.test(text)),
);

it("finds the texts of both", () => {
  expect(served.size).toBeGreaterThan(100);
  expect(refused.length).toBeGreaterThan(5);
});

it.each(refused)("has %j, as the server does (%s)", (text) => {
  expect(served).toContain(text);
});
