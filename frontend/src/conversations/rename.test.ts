// Tests of the name of a group.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ThreadDetail } from "../shell/types";
import { ADAM, INES, person } from "../testing/cast";
import { refuse } from "../testing/http";
import { button, click, mount, one, press, serve, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

const KWAME = person("learner2", "Kwame Mensah");
const NORA = person("learner3", "<b>Nora</b> نورة");
let server: FakeServer;
let thread: ThreadDetail;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  thread = server.groups.thread([INES, ADAM]);
  server.recipients.push({ ...KWAME, is_default: false }, { ...NORA, is_default: false });
});

describe("the name", () => {
  it("is edited in place, and kept if unchanged", async () => {
    const element = await mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
    await click(button(element, "Rename"));
    await type(one<HTMLInputElement>(element, "proserva-rename-view input"), "  Week 2 <workshop>  ");
    await click(button(element, "Save name"));
    expect(server.called("PATCH", `threads/${thread.id}/`).map(({ body }) => body)).toEqual([
      { title: "Week 2 <workshop>" },
    ]);
    expect(text(one(element, "h2"))).toBe("Week 2 <workshop>");
    await click(button(element, "Rename"));
    await press(one(element, "proserva-rename-view input"), "Escape");
    expect(text(one(element, "h2"))).toBe("Week 2 <workshop>");
    expect(server.called("PATCH", `threads/${thread.id}/`)).toHaveLength(1);
  });

  it("stays in the field with the error after a refusal", async () => {
    const element = await mount<HTMLElement>("proserva-thread", { api: server.base, thread: String(thread.id) });
    await click(button(element, "Rename"));
    server.next[`PATCH threads/${thread.id}/`] = refuse(400, "invalid", "No.", { title: ["It is too long."] });
    await type(one<HTMLInputElement>(element, "proserva-rename-view input"), "Long");
    await click(button(element, "Save name"));
    expect(text(one(element, "proserva-rename-view .error"))).toBe("It is too long.");
    expect(one<HTMLInputElement>(element, "proserva-rename-view input").value).toBe("Long");
  });
});
