// Tests of the dialog of a message's receipts.
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Receipt } from "../shell/types";
import { ADAM, INES, ME, person } from "../testing/cast";
import { refuse } from "../testing/http";
import { all, button, click, hasButton, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;

beforeEach(() => {
  server = serve();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

type Email = NonNullable<Receipt["email"]>;
const email = (state: Email["state"], reason = "", at: string | null = null) => ({ state, reason, at });
const got = (who: Receipt["person"], changes: Partial<Receipt> = {}): Receipt => ({
  person: who,
  seen_at: null,
  email: email("pending"),
  ...changes,
});

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
    expect(adam).toBe("AO Adam Okafor Not seen yet No email: conversation muted.");
    expect(gone).toContain("Former user Not seen yet The email is waiting to be sent.");
    expect(one<HTMLDialogElement>(element, "dialog").open).toBe(true);
  });

  it("says nothing of an email that the sender may not know about", async () => {
    const element = await open(got(INES, { email: null }));
    expect(rows(element)).toEqual(["IT Ines Torres Not seen yet"]);
    expect(all(element, "proserva-receipts").flatMap((each) => all(each, ".again:not([hidden])"))).toHaveLength(0);
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
    await click(button(element, "Load more"));
    expect(rows(element)).toHaveLength(2);
    expect(text(one(element, ".notice"))).toContain("The server cannot be reached.");
    await click(button(element, "Load more"));
    expect(rows(element).map((row) => row.slice(0, 12))).toEqual(["PA Person A ", "PB Person B ", "PC Person C "]);
    expect(hasButton(element, "Load more")).toBe(false);
  });

  it("can be tried again after a failure", async () => {
    const id = server.id() + 2;
    server.next[`GET messages/${id}/receipts/`] = refuse(500, "server_error", "Our fault.");
    const element = await open(got(INES));
    expect(text(one(element, "proserva-receipts"))).toContain("Our fault.");
    await click(button(element, "Try again"));
    expect(rows(element)).toHaveLength(1);
  });

  it("resends failed and unconfirmed emails, and warns of duplicates", async () => {
    const element = await open(
      got(INES, { email: email("failed", "550 full") }),
      got(ADAM, { email: email("unknown", "interrupted") }),
      got(null, { email: email("sent") }),
    );
    const details = one(element, "proserva-receipts");
    expect(text(details)).toContain("If an email arrived after all, it will arrive twice.");
    await click(button(element, "Send again"));
    expect(server.called("POST", `messages/${server.messages[0]?.id}/emails/retry/`)).toHaveLength(1);
    expect(text(one(details, "[role=status]"))).toBe("2 emails will be sent again.");
    expect(rows(element).map((row) => row.includes("The email is waiting to be sent."))).toEqual([true, true, false]);
    expect(hasButton(element, "Send again")).toBe(false);
    expect(details.shadowRoot?.activeElement).toBe(one(details, "h2"));
  });

  it("says why emails could not be sent again", async () => {
    const element = await open(got(INES, { email: email("failed") }));
    expect(text(one(element, "proserva-receipts"))).not.toContain("twice");
    server.next[`POST messages/${server.messages[0]?.id}/emails/retry/`] = refuse(429, "throttled", "Wait a minute.");
    await click(button(element, "Send again"));
    expect(text(one(element, ".again [role=alert]"))).toBe("Wait a minute.");
    expect(hasButton(element, "Send again")).toBe(true);
  });

  it.each([
    [email("pending", "451 later"), null],
    [email("sent"), null],
    [email("skipped", "muted"), null],
    [email("failed"), "2026-03-03T14:32:00Z"],
  ])("offers nothing for an email that is %j of a message seen at %s", async (what, seen) => {
    const element = await open(got(INES, { email: what, seen_at: seen }));
    expect(hasButton(element, "Send again")).toBe(false);
  });

  it("shows names and reasons as text", async () => {
    const element = await open(got(person("x", "<b>Bob</b>"), { email: email("failed", "SMTPError: <i>no</i>") }));
    expect(rows(element)[0]).toContain("<b>Bob</b>");
    expect(rows(element)[0]).toContain("The email could not be sent. SMTPError: <i>no</i>");
    expect(all(element, "li b, li i")).toHaveLength(0);
  });
});
