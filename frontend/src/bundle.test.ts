// Tests of the built scripts, as pages load them.
import { expect, it } from "vitest";
import more from "../../static/proserva_messaging/proserva-more.js?raw";
import core from "../../static/proserva_messaging/proserva.js?raw";

// eslint-disable-next-line @typescript-eslint/no-implied-eval -- a classic script is run as pages run it
const run = (script: string) => (new Function(script) as () => void)();
const MODULE = /import\.meta|\bexport\s*[{*]|process\.env|sourceMappingURL/;

it("are classic scripts that may be loaded twice, the second after the first", () => {
  expect(core).not.toMatch(MODULE);
  expect(more).not.toMatch(MODULE);
  expect(() => run(more)).toThrow();
  for (const [script, name] of [
    [core, "proserva-bell"],
    [more, "proserva-roster-view"],
  ] as const) {
    expect(customElements.get(name)).toBeUndefined();
    run(script);
    const first = customElements.get(name);
    expect(first).toBeDefined();
    run(script);
    expect(customElements.get(name)).toBe(first);
  }
});

it("have one Lit, and one base class", () => {
  expect(core).toContain("litElementVersions");
  expect(more).not.toMatch(/litElementVersions|litHtmlVersions|reactiveElementVersions/);
  const { ProservaElement } = Reflect.get(globalThis, "proservaMessaging") as {
    ProservaElement: CustomElementConstructor;
  };
  for (const name of ["proserva-bell", "proserva-roster-view"]) {
    expect(customElements.get(name)?.prototype).toBeInstanceOf(ProservaElement);
  }
});
