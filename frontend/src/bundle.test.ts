// Tests of the built script, as pages load it.
import { expect, it } from "vitest";
import script from "../../static/proserva_messaging/proserva.js?raw";

it("is a classic script that may be loaded twice", () => {
  expect(script).not.toMatch(/import\.meta|\bexport\s*[{*]|process\.env|sourceMappingURL/);
  const load = new Function(script) as () => void;
  load();
  const first = customElements.get("proserva-bell");
  load();
  expect(customElements.get("proserva-bell")).toBe(first);
  expect(first).toBeDefined();
});
