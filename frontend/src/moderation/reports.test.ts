// Tests of the queue of reports, and of one report in it.
import { beforeEach, describe, expect, it } from "vitest";
import type { ReportDetails } from "../shell/types";
import { COURSE } from "../testing/cast";
import { refuse } from "../testing/http";
import { moderate, newReport } from "../testing/moderation";
import { all, button, click, hasButton, mount, one, serve, settle, text } from "../testing/page";
import type { FakeServer } from "../testing/server";

let server: FakeServer;
let reports: ReportDetails[];

beforeEach(() => {
  server = serve();
  reports = [newReport(1), newReport(2, { state: "handled", outcome: "warned", outcomes: [], messages: [] })];
  moderate(server, reports);
});

async function unfold(): Promise<HTMLElement> {
  const element = await mount<HTMLElement>("proserva-reports", { api: server.base, "course-id": COURSE.id });
  await click(one(element, ".unfold"));
  return element;
}

async function openReport(): Promise<HTMLElement> {
  const element = await unfold();
  await click(one(element, ".one"));
  await settle();
  return element;
}

async function choose(element: HTMLElement, outcome: string): Promise<void> {
  one<HTMLInputElement>(element, `input[value=${outcome}]`).checked = true;
  one<HTMLFormElement>(element, "form").dispatchEvent(new Event("submit", { cancelable: true }));
  await settle();
}

describe("the queue", () => {
  it("shows the number of open ones, and lists them when it is unfolded", async () => {
    const element = await mount<HTMLElement>("proserva-reports", { api: server.base, "course-id": COURSE.id });
    expect(text(element)).toContain("1 open");
    expect(all(element, ".one")).toHaveLength(0);
    await click(one(element, ".unfold"));
    expect(all(element, ".one")).toHaveLength(1);
    expect(text(element)).toContain("Kwame Mensah, reported by <b>Nora</b> نورة");
    expect(server.called("GET", "reports/")[0]?.query.get("course_id")).toBe(COURSE.id);
  });

  it("lists the handled ones", async () => {
    const element = await unfold();
    const select = one<HTMLSelectElement>(element, "select");
    select.value = "handled";
    select.dispatchEvent(new Event("change"));
    await settle();
    expect(text(one(element, ".one"))).toContain("Sender warned");
  });

  it("says if there is none", async () => {
    reports.length = 0;
    expect(text(await unfold())).toContain("No open reports");
  });

  it("of the site is open at once, under the heading of its page", async () => {
    const element = await mount<HTMLElement>("proserva-reports", { api: server.base });
    expect(all(element, ".one")).toHaveLength(1);
    expect(all(element, "h2")).toHaveLength(0);
  });

  it("is not there for others", async () => {
    server.next["GET reports/"] = refuse(404, "not_found", "Not found.");
    const element = await mount<HTMLElement>("proserva-reports", { api: server.base, "course-id": COURSE.id });
    expect(text(element)).toBe("");
  });
});

describe("a report", () => {
  it("shows its note and what it shares, and marks the reported message", async () => {
    const element = await openReport();
    expect(text(one(element, ".note"))).toBe("Every day");
    expect(text(one(element, ".reported"))).toContain("You are stupid");
    expect(text(one(element, ".file"))).toBe("notes.pdf");
  });

  it("needs an outcome", async () => {
    const element = await openReport();
    one<HTMLFormElement>(element, "form").dispatchEvent(new Event("submit", { cancelable: true }));
    await settle();
    expect(text(one(element, "[role=alert]"))).toBe("Choose an outcome.");
  });

  it("is handled once, and counts no longer as open", async () => {
    const element = await openReport();
    await choose(element, "none");
    expect(server.called("POST", "reports/1/outcome/")[0]?.body).toEqual({ outcome: "none" });
    expect(hasButton(element, "Save outcome")).toBe(false);
    expect(text(element)).not.toContain("1 open");
    expect(text(one(element, ".one"))).toContain("No action");
  });

  it("shows that another handler was faster", async () => {
    const element = await openReport();
    server.next["POST reports/1/outcome/"] = refuse(409, "changed_meanwhile", "Someone else has changed this.");
    await choose(element, "removed");
    expect(text(one(element, "[role=alert]"))).toBe("Someone else has changed this.");
  });

  it("can lift a restriction", async () => {
    const element = await openReport();
    await choose(element, "restricted");
    expect(text(element)).toContain("Kwame Mensah can't write to classmates in this course.");
    await click(button(element, "Allow again"));
    await settle();
    expect(hasButton(element, "Allow again")).toBe(false);
  });
});
