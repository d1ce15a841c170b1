// Tests of <proserva-export-view>: ask for a download, wait for it, save it, delete it.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refuse } from "../testing/http";
import { all, button, click, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";
import "../more";

let server: FakeServer;
const READY = {
  state: "ready" as const,
  created: "2026-11-29T10:00:00Z",
  ready_at: "2026-11-29T10:05:00Z",
  expires: "2026-12-06T10:05:00Z",
  size: 3 * 1024 * 1024,
  left_out: 0,
  url: "/api/proserva_messaging/v1/export/file/",
};

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const show = () => mount("proserva-export-view", { api: server.base });

describe("a download", () => {
  it("is asked for, waited for, and saved", async () => {
    const element = await show();
    await click(button(element, "Download my messages"));
    expect(server.called("POST", "export/")).toHaveLength(1);
    expect(text(element)).toContain("Your download is being prepared.");
    server.download = READY;
    await vi.advanceTimersByTimeAsync(5000);
    await settle();
    expect(text(one(element, "[role=status]"))).toContain("Your download is ready");
    expect(one<HTMLAnchorElement>(element, "a.primary").href).toContain("/export/file/");
    expect(text(element)).not.toContain("could not be included");
  });

  it("can be cancelled, deleted and made again", async () => {
    server.download = READY;
    const element = await show();
    await click(button(element, "Make a new one"));
    await click(button(element, "Cancel"));
    expect(button(element, "Download my messages")).toBeTruthy();
    expect(server.called("DELETE", "export/")).toHaveLength(1);
  });

  it("says what is left out, and why a request is refused", async () => {
    server.download = { ...READY, left_out: 2 };
    const element = await show();
    expect(text(element)).toContain("could not be included");
    server.next["POST export/"] = refuse(429, "throttled", "Try again in 5 hours.");
    await click(button(element, "Make a new one"));
    expect(text(one(element, "[role=alert]"))).toBe("Try again in 5 hours.");
    expect(all(element, "a.primary")).toHaveLength(1);
  });
});
