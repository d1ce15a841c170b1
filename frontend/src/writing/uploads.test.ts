// Tests of the files of a message, through <proserva-compose>.
import { beforeEach, describe, expect, it } from "vitest";
import { COURSE, INES } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, press, serve, settle, text, type } from "../testing/page";
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
const file = (name: string, size = 10) => new File(["x".repeat(size)], name);

async function pick(element: Element, ...files: File[]): Promise<void> {
  const input = one<HTMLInputElement>(element, "input[type=file]");
  Object.defineProperty(input, "files", { value: files, configurable: true });
  input.dispatchEvent(new Event("change"));
  await settle();
}

describe("files", () => {
  it("go with the message", async () => {
    const element = await compose();
    await pick(element, file("a.pdf"), file("b.TXT"));
    await send(element);
    expect(posts()[0]?.body.attachments).toEqual(server.attachments.map(({ id }) => id));
    expect(server.called("POST", "attachments/")[0]?.body.course_id).toBe(COURSE.id);
    expect(server.called("POST", "attachments/")[0]?.headers.get("X-CSRFToken")).toBe("token-1");
  });

  it.each([
    ["virus.exe", 10, "This file type is not allowed. Allowed types: .pdf, .png, .txt"],
    ["no-extension", 10, "This file type is not allowed."],
    ["big.pdf", 1_000_001, "The limit is 1 MB"],
  ])("are refused before they travel: %s", async (name, size, words) => {
    const element = await compose();
    await pick(element, file(name, size));
    expect(text(one(element, ".file .error"))).toContain(words);
    expect(server.called("POST", "attachments/")).toHaveLength(0);
    expect(hasButton(element, "Retry")).toBe(false);
    await type(area(element), "Without it");
    await send(element);
    expect(posts()).toHaveLength(0);
    expect(text(element)).toContain("A file could not be uploaded. Retry or remove it.");
    await click(button(element, `Remove ${name}`));
    await send(element);
    expect(posts()).toHaveLength(1);
  });

  it("are no more than a message may carry", async () => {
    const element = await compose();
    await pick(element, file("1.pdf"), file("2.pdf"), file("3.pdf"), file("4.pdf"));
    expect(all(element, ".file")).toHaveLength(3);
    expect(text(element)).toContain("You can attach up to 3 files.");
  });

  it("can be tried again after a lost connection", async () => {
    server.next["POST attachments/"] = "lost";
    const element = await compose();
    await pick(element, file("a.pdf"));
    expect(text(one(element, ".file"))).toContain("The server cannot be reached");
    await click(button(element, "Retry"));
    await settle();
    expect(all(element, ".file .error")).toHaveLength(0);
    expect(server.attachments).toHaveLength(1);
  });

  it("show what the server has against them", async () => {
    server.next["POST attachments/"] = refuse(400, "invalid", "Please fix the errors below.", {
      file: ["This is not really a PDF."],
    });
    const element = await compose();
    await pick(element, file("a.pdf"));
    expect(text(one(element, ".file .error"))).toBe("This is not really a PDF.");
    expect(hasButton(element, "Retry")).toBe(false);
  });

  it("hold the message back during the upload, and can be removed before they arrive", async () => {
    const element = await compose();
    server.hold = new Promise(() => undefined);
    await pick(element, file("slow.pdf"));
    expect(one<HTMLProgressElement>(element, "progress").value).toBeGreaterThan(0);
    expect(button(element, "Uploading…").disabled).toBe(true);
    await click(button(element, "Remove slow.pdf"));
    expect(button(element, "Send").disabled).toBe(false);
    expect(all(element, ".file")).toHaveLength(0);
  });

  it("are deleted on the server when they are removed", async () => {
    const element = await compose();
    await pick(element, file("a.pdf"));
    await click(button(element, "Remove a.pdf"));
    expect(server.called("DELETE", `attachments/${server.attachments[0]?.id}/`)).toHaveLength(1);
  });

  it("can be dropped and pasted", async () => {
    const element = await compose();
    const drop = new Event("drop", { cancelable: true });
    Object.assign(drop, { dataTransfer: { files: [file("dropped.png")], types: ["Files"] } });
    one(element, "form").dispatchEvent(drop);
    const paste = new Event("paste", { cancelable: true });
    Object.assign(paste, { clipboardData: { files: [file("pasted.png")] } });
    area(element).dispatchEvent(paste);
    await settle();
    expect(server.attachments.map(({ name }) => name).sort()).toEqual(["dropped.png", "pasted.png"]);
    expect(drop.defaultPrevented && paste.defaultPrevented).toBe(true);
  });

  it("are not offered with `no-files`", async () => {
    const element = await compose({ "no-files": "" });
    expect(all(element, "input[type=file]")).toHaveLength(0);
    expect(text(element)).not.toContain("Up to");
  });

  it("show their names as text, never as markup", async () => {
    const element = await compose();
    await pick(element, file("<b onclick=alert(1)>x</b>.pdf"));
    expect(text(one(element, ".file"))).toContain("<b onclick=alert(1)>x</b>.pdf");
    expect(all(element, ".file b")).toHaveLength(0);
  });
});

it("uploads for the course of its thread", async () => {
  const thread = server.thread(INES);
  const element = await mount("proserva-compose", { api: server.base, thread: String(thread.id) });
  const input = one<HTMLInputElement>(element, "input[type=file]");
  Object.defineProperty(input, "files", { value: [new File(["x"], "a.pdf")] });
  input.dispatchEvent(new Event("change"));
  await settle();
  expect(server.called("POST", "attachments/")[0]?.body.course_id).toBe(COURSE.id);
  expect(all(element, ".file")).toHaveLength(1);
});
