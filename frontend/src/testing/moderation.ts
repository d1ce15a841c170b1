// Reports and blocks, as the server in memory answers them.
import type { Block, ReportDetails } from "../shell/types";
import { COURSE, person } from "./cast";
import { page } from "./http";
import type { FakeServer } from "./server";

export const KWAME = person("learner2", "Kwame Mensah");
export const NORA = person("learner3", "<b>Nora</b> نورة");

export function newReport(id: number, changes: Partial<ReportDetails> = {}): ReportDetails {
  return {
    id,
    course: COURSE,
    reason: "harassment",
    route: "team",
    state: "open",
    outcome: "",
    created: "2026-03-03T10:00:00Z",
    handled: null,
    reporter: NORA,
    sender: KWAME,
    handler: null,
    note: "Every day",
    messages: [
      {
        id: 7,
        sender: KWAME,
        created: "2026-03-03T09:00:00Z",
        body_html: "<p>You are stupid</p>",
        files: ["notes.pdf"],
        is_reported: true,
      },
    ],
    outcomes: ["none", "warned", "removed", "restricted", "passed"],
    restricted: false,
    ...changes,
  };
}

/** Serves these reports and blocks. Deleting a block removes it from the list. */
export function moderate(server: FakeServer, reports: ReportDetails[], blocks: Block[] = []): void {
  const find = (id: string | undefined) => reports.find((each) => each.id === Number(id));
  server.also([
    [
      "GET",
      /^reports\/$/,
      (call) => {
        const shown = reports.filter(({ state }) => state === call.query.get("state"));
        const answer = page(shown, call, 25);
        const open = reports.filter(({ state }) => state === "open").length;
        return { ...answer, body: { ...(answer.body as object), open } };
      },
    ],
    ["GET", /^reports\/(\d+)\/$/, (_call, id) => ({ status: 200, body: find(id) })],
    [
      "POST",
      /^reports\/(\d+)\/outcome\/$/,
      (call, id) => {
        const report = find(id) as ReportDetails;
        const outcome = call.body.outcome as string;
        const done = { state: "handled", outcome, handled: "2026-03-04T10:00:00Z", messages: [], outcomes: [] };
        Object.assign(report, done, { restricted: outcome === "restricted", handler: person("ines", "Ines Torres") });
        return { status: 200, body: report };
      },
    ],
    [
      "DELETE",
      /^reports\/(\d+)\/restriction\/$/,
      (_call, id) => ({ status: 200, body: Object.assign(find(id) as ReportDetails, { restricted: false }) }),
    ],
    ["GET", /^blocks\/$/, (call) => page(blocks, call, 50)],
    [
      "DELETE",
      /^blocks\/(\d+)\/$/,
      (_call, id) => {
        blocks.splice(
          blocks.findIndex((each) => each.id === Number(id)),
          1,
        );
        return { status: 204 };
      },
    ],
  ]);
}
