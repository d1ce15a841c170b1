// Tests of what a message's receipt opens: who has seen it, and what their email did.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { emailWords, reasonOf } from "../receipt-words";
import { ADAM, type FakeServer, INES, ME, person, refuse } from "../testing/server";
import { all, button, click, hasButton, mount, one, serve, settle, text } from "../testing/page";
import type { Receipt } from "../types";

let server: FakeServer;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

const email = (state: Receipt["email"]["state"], reason = "", at: string | null = null) => ({ state, reason, at });
const got = (who: Receipt["person"], changes: Partial<Receipt> = {}): Receipt => ({ person: who, seen_at: null, email: email("pending"), ...changes });

async function open(...receipts: Receipt[]): Promise<HTMLElement> {
  server.receipts = receipts;
  const thread = server.thread(INES);
  server.message(thread, ME, "Did you see this?");
  const element = await mount("proserva-thread", { api: server.base, thread: String(thread.id) });
  await click(one(element, ".receipt"));
  await settle();
  return element;
}

const rows = (element: Element) => all(element, "proserva-receipts").flatMap((each) => all(each, "li").map(text));

describe("the dialog", () => {
  it("lists each recipient, whether they have seen it, and what their email did", async () => {
    const element = await open(
      got(INES, { seen_at: "2026-03-03T14:32:00Z", email: email("sent", "", "2026-03-03T14:00:00Z") }),
      got(ADAM, { email: email("skipped", "muted") }),
      got(null),
    );
    const [ines, adam, gone] = rows(element);
    expect(ines).toMatch(/^IT Ines Torres Seen .*2026.* Email sent .*2026/);
    expect(adam).toBe("AO Adam Okafor Not seen yet No email: they have muted this conversation.");
    expect(gone).toContain("Someone who has left Not seen yet The email is waiting to be sent.");
    expect(one<HTMLDialogElement>(element, "dialog").open).toBe(true);
  });

  it("takes the focus, and gives it back when it is closed", async () => {
    const element = await open(got(INES));
    const details = one(element, "proserva-receipts");
    expect(details.shadowRoot?.activeElement).toBe(one(details, "h2"));
    await click(button(details, "Close"));
    expect(all(element, "proserva-receipts")).toHaveLength(0);
    expect(element.shadowRoot?.activeElement).toBe(one(element, ".receipt"));
  });

  it("closes with a click around it, not with one inside", async () => {
    const element = await open(got(INES));
    await click(one(element, "dialog h2"));
    expect(all(element, "dialog")).toHaveLength(1);
    await click(one(element, "dialog"));
    expect(all(element, "dialog")).toHaveLength(0);
  });

  it("goes on in pages, and keeps what it has when the next one fails", async () => {
    server.pageSizes.receipts = 2;
    const people = ["A", "B", "C"].map((name) => got(person(name, `Person ${name}`)));
    const element = await open(...people);
    expect(rows(element)).toHaveLength(2);
    const path = `GET messages/${server.messages[0]?.id}/receipts/`;
    server.next[path] = "lost";
    await click(button(element, "Show more"));
    expect(rows(element)).toHaveLength(2);
    await click(button(element, "Try again"));
    expect(rows(element).map((row) => row.slice(0, 12))).toEqual(["PA Person A ", "PB Person B ", "PC Person C "]);
    expect(hasButton(element, "Show more")).toBe(false);
  });

  it("can be tried again after a failure", async () => {
    const id = server.id() + 2;
    server.next[`GET messages/${id}/receipts/`] = refuse(500, "server_error", "Our fault.");
    const element = await open(got(INES));
    expect(text(one(element, "proserva-receipts"))).toContain("Our fault.");
    await click(button(element, "Try again"));
    expect(rows(element)).toHaveLength(1);
  });

  it("shows names and reasons as text", async () => {
    const element = await open(got(person("x", "<b>Bob</b>"), { email: email("failed", "SMTPError: <i>no</i>") }));
    expect(rows(element)[0]).toContain("<b>Bob</b>");
    expect(rows(element)[0]).toContain("The email could not be sent and was given up. SMTPError: <i>no</i>");
    expect(all(element, "li b, li i")).toHaveLength(0);
  });
});

it.each<[Receipt["email"], string, string]>([
  [email("pending"), "The email is waiting to be sent.", ""],
  [email("pending", "OSError: no route"), "The email could not be sent yet; it will be tried again.", "OSError: no route"],
  [email("pending", "expired"), "The email could not be sent yet; it will be tried again.", ""],
  [email("sending"), "The email is being sent.", ""],
  [email("digest"), "It will be in their daily email.", ""],
  [email("sent"), "Email sent", ""],
  [email("failed", "no_channel"), "The email could not be sent and was given up.", "This site has no way to send emails."],
  [email("skipped", "opted_out"), "No email: they have chosen to get none.", ""],
  [email("skipped", "no_address"), "No email: they have no email address.", ""],
  [email("skipped", "inactive"), "No email: their account is not active.", ""],
  [email("skipped", "policy"), "No email: this site's rules forbid it.", ""],
  [email("skipped", "news to us"), "No email was sent.", ""],
  [email("unknown", "interrupted"), "Sending was interrupted; the email may or may not have arrived.", ""],
])("puts an email that is %j into words", (what, words, reason) => {
  expect([emailWords(what), reasonOf(what)]).toEqual([words, reason]);
});
