// Tests of drafts and idempotency keys, through <proserva-compose>.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { COURSE } from "../testing/cast";
import { button, click, mount, one, press, serve, settle, text, type } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
const BLOCK = "block-v1:Proserva+DEMO101+2026+type@vertical+block@1";
beforeEach(() => {
  server = serve();
});

function compose(attributes: Record<string, string> = {}): Promise<HTMLElement> {
  return mount("proserva-compose", { api: server.base, "course-id": COURSE.id, "usage-key": BLOCK, ...attributes });
}

const area = (element: Element) => one<HTMLTextAreaElement>(element, "textarea");
const posts = () => server.called("POST", "threads/");
const send = (element: Element) => press(area(element), "Enter", { ctrlKey: true });
const draftKeys = () => Object.keys(localStorage);
const file = (name: string, size = 10) => new File(["x".repeat(size)], name);

async function pick(element: Element, ...files: File[]): Promise<void> {
  const input = one<HTMLInputElement>(element, "input[type=file]");
  Object.defineProperty(input, "files", { value: files, configurable: true });
  input.dispatchEvent(new Event("change"));
  await settle();
}

describe("twice is once", () => {
  const keys = () => posts().map(({ headers }) => headers.get("Idempotency-Key"));

  it("tries the same content again under the same key, and writes one message", async () => {
    server.next["POST threads/"] = "answer lost";
    const element = await compose();
    await type(area(element), "Only once");
    await send(element);
    await send(element);
    expect(keys()[0]).toMatch(/^[\w-]{20,128}$/);
    expect(new Set(keys()).size).toBe(1);
    expect(server.messages).toHaveLength(1);
  });

  it("takes a new key for changed content, and for the same words sent again later", async () => {
    server.next["POST threads/"] = "lost";
    const element = await compose();
    await type(area(element), "One");
    await send(element);
    await type(area(element), "Two");
    await send(element);
    await click(button(element, "Write another message"));
    await type(area(element), "Two");
    await send(element);
    expect(new Set(keys()).size).toBe(3);
    expect(server.messages).toHaveLength(2);
  });

  it("remembers the key over a reload", async () => {
    server.next["POST threads/"] = "answer lost";
    const first = await compose();
    await type(area(first), "Only once");
    await send(first);
    first.remove();
    await send(await compose());
    expect(new Set(keys()).size).toBe(1);
    expect(server.messages).toHaveLength(1);
  });

  it("is not sent twice by an impatient hand", async () => {
    const element = await compose();
    await type(area(element), "Hello");
    let go = () => undefined as void;
    server.hold = new Promise((resolve) => (go = resolve));
    await send(element);
    expect(button(element, "Sending…").disabled).toBe(true);
    await send(element);
    go();
    await settle();
    expect(posts()).toHaveLength(1);
  });
});

describe("drafts", () => {
  it("come back after a reload: words, person and files", async () => {
    const first = await compose();
    await type(area(first), "Half a thought");
    await type(one(first, "[role=combobox]"), "adam");
    await press(one(first, "[role=combobox]"), "Enter");
    await pick(first, file("notes.pdf"));
    window.dispatchEvent(new Event("pagehide"));
    first.remove();
    const again = await compose();
    expect(area(again).value).toBe("Half a thought");
    expect(one<HTMLInputElement>(again, "[role=combobox]").value).toContain("Adam Okafor");
    expect(text(again)).toContain("notes.pdf");
    await send(again);
    expect(posts()[0]?.body).toMatchObject({ recipients: ["assistant"], attachments: [server.attachments[0]?.id] });
    expect(draftKeys()).toHaveLength(0);
  });

  it("are saved as they are typed, a moment later", async () => {
    const element = await compose();
    await type(area(element), "Ha");
    await vi.waitFor(() => expect(draftKeys()).toHaveLength(1));
  });

  it("belong to one place: another lesson, person or thread has another", async () => {
    const first = await compose();
    await type(area(first), "About this lesson");
    first.remove();
    const places: Record<string, string>[] = [
      { "usage-key": "block-v1:other" },
      { recipients: "assistant" },
      { thread: "7" },
    ];
    for (const other of places) {
      const element = await compose(other);
      expect(area(element).value).toBe("");
      element.remove();
    }
  });

  it("of another person on this browser are never shown", async () => {
    const first = await compose();
    await type(area(first), "Secret");
    first.remove();
    const { recipients } = server;
    server = serve();
    server.recipients = recipients;
    server.config.me = { username: "learner2", name: "Another" };
    expect(area(await compose()).value).toBe("");
  });

  it("are forgotten after thirty days", async () => {
    const first = await compose();
    await type(area(first), "Old");
    first.remove();
    const now = Date.now();
    vi.spyOn(Date, "now").mockReturnValue(now + 31 * 24 * 3600 * 1000);
    expect(area(await compose()).value).toBe("");
    expect(draftKeys()).toHaveLength(0);
  });

  it("do no harm without storage", async () => {
    vi.stubGlobal("localStorage", undefined);
    const element = await compose();
    await type(area(element), "Hello");
    await send(element);
    expect(server.messages).toHaveLength(1);
    vi.unstubAllGlobals();
  });
});
