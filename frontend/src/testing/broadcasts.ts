// Broadcasts of the server in memory.
import type { Broadcast, Delivered, Preview, Segments, Template } from "../broadcasts/broadcast";
import type { Schemas } from "../shell/types";
import { COURSE, INES, person } from "./cast";
import { type Answer, type Call, NOT_FOUND, page } from "./http";
import type { FakeServer } from "./server";

const NO_EMAILS = { pending: 0, sent: 0, failed: 0, skipped: 0, unknown: 0, digest: 0 };

export class FakeBroadcasts {
  segments: Segments = {
    course: COURSE,
    ended: null,
    all: 30,
    team: 2,
    modes: [
      { id: "audit", name: "Audit", size: 21 },
      { id: "verified", name: "Verified", size: 9 },
    ],
    cohorts: [{ id: 3, name: "Blue", size: 10 }],
    segments: ["not_started", "inactive", "not_submitted", "scored_below"],
    assignments: [
      { usage_key: "block-v1:quiz1", label: "Week 1 quiz" },
      { usage_key: "block-v1:quiz2", label: "Week 2 quiz" },
    ],
    fields: [
      { name: "first_name", label: "First name", example: "Lena" },
      { name: "due_date", label: "Due date", example: "" },
    ],
    time_zone: "America/Bogota",
    announcements_url: "/announcements/",
    subject_max_length: 50,
    undo_seconds: 10,
  };
  preview: Preview = {
    count: 30,
    subject: "",
    html: "",
    email_html: "<p>An email</p>",
    email_text: "An email",
    empty_fields: [],
    near_misses: [],
    sample: person("learner1", "Lena Lang"),
  };
  sent: Broadcast[] = [];
  delivered: Delivered[] = [];
  templates: Template[] = [];
  pageSizes = { broadcasts: 25, recipients: 50 };

  constructor(private readonly server: FakeServer) {
    server.also([
      ["GET", /^broadcasts\/segments\/$/, () => ({ status: 200, body: this.segments })],
      ["POST", /^broadcasts\/preview\/$/, (call) => this.show(call)],
      ["POST", /^broadcasts\/test\/$/, () => ({ status: 202, body: {} })],
      [
        "GET",
        /^broadcasts\/templates\/$/,
        () => ({ status: 200, body: { results: this.templates, next_cursor: null } satisfies Schemas["TemplatePage"] }),
      ],
      ["POST", /^broadcasts\/templates\/$/, ({ body }) => this.keep(body)],
      ["PATCH", /^broadcasts\/templates\/(\d+)\/$/, ({ body }, id) => this.rewrite(Number(id), body)],
      ["DELETE", /^broadcasts\/templates\/(\d+)\/$/, (_call, id) => this.discard(Number(id))],
      ["GET", /^broadcasts\/$/, (call) => page(this.sent, call, this.pageSizes.broadcasts)],
      ["POST", /^broadcasts\/$/, ({ body }) => ({ status: 202, body: this.add(written(body)) })],
      ["GET", /^broadcasts\/(\d+)\/$/, (_call, id) => this.one(id, () => undefined)],
      ["PATCH", /^broadcasts\/(\d+)\/$/, ({ body }, id) => this.one(id, (each) => Object.assign(each, written(body)))],
      [
        "POST",
        /^broadcasts\/(\d+)\/cancel\/$/,
        (_call, id) => this.one(id, (each) => Object.assign(each, { state: "cancelled", undo_seconds: 0 })),
      ],
      ["POST", /^broadcasts\/(\d+)\/send_now\/$/, (_call, id) => this.one(id, (each) => begin(each))],
      [
        "POST",
        /^broadcasts\/(\d+)\/retry\/$/,
        () => ({ status: 200, body: { retried: 2 } satisfies Schemas["Retried"] }),
      ],
      ["GET", /^broadcasts\/(\d+)\/recipients\/$/, (call) => this.recipients(call)],
      ["POST", /^broadcasts\/(\d+)\/reply\/$/, (call) => this.server.reply(call, INES)],
    ]);
  }

  add(changes: Partial<Broadcast> = {}): Broadcast {
    const now = new Date().toISOString();
    const broadcast: Broadcast = {
      id: this.server.id(),
      course: COURSE,
      subject: "Welcome",
      body: "Hello",
      body_html: "<p>Hello</p>",
      attachments: [],
      sender: INES,
      mine: true,
      audience: { who: "all" },
      audience_text: "All learners",
      state: "scheduled",
      stopped_reason: "",
      created: now,
      send_at: now,
      began: null,
      finished: null,
      thread: 9,
      message: 31,
      notify_email: true,
      undo_seconds: changes.send_at ? 0 : 10,
      editable_until: now,
      progress: { total: this.preview.count, in_bell: 0, skipped: 0, seen: 0, emails: { ...NO_EMAILS } },
      ...changes,
    };
    this.sent.unshift(broadcast);
    return broadcast;
  }

  private one(id: string | undefined, work: (broadcast: Broadcast) => void): Answer {
    const found = this.sent.find((each) => each.id === Number(id));
    if (!found) return NOT_FOUND;
    // The first look is at the same moment as the sending.
    found.undo_seconds =
      found.undo_seconds && Math.max(0, this.segments.undo_seconds - (Date.now() - Date.parse(found.created)) / 1000);
    work(found);
    return { status: 200, body: structuredClone(found) };
  }

  private show({ body }: Call): Answer {
    const meant = /\{firstname\}/.exec(String(body.body));
    const filled = (text: unknown) => String(text).replaceAll("{first_name}", "Lena");
    return {
      status: 200,
      body: {
        ...this.preview,
        near_misses: meant ? [{ typed: meant[0], field: "first_name" }] : [],
        subject: filled(body.subject),
        html: body.body ? `<p>${filled(body.body)}</p>` : "",
      },
    };
  }

  private keep(body: Call["body"]): Answer {
    const { name, subject, body: text } = body as unknown as Template;
    const template = { id: this.server.id(), name, subject, body: text, mine: true };
    this.templates.push(template);
    return { status: 201, body: template };
  }

  private rewrite(id: number, body: Call["body"]): Answer {
    const found = this.templates.find((each) => each.id === id);
    return found ? { status: 200, body: { ...Object.assign(found, body) } } : NOT_FOUND;
  }

  private discard(id: number): Answer {
    this.templates = this.templates.filter((each) => each.id !== id);
    return { status: 204 };
  }

  private recipients(call: Call): Answer {
    const state = call.query.get("state");
    const shown = this.delivered
      .filter(({ person: who }) => (who?.name ?? "").toLowerCase().includes((call.query.get("q") ?? "").toLowerCase()))
      .filter(
        ({ seen_at, email }) =>
          !state || (state === "seen" ? seen_at : state === "unseen" ? !seen_at : `email_${email?.state}` === state),
      );
    return page(shown, call, this.pageSizes.recipients);
  }
}

function written(body: Call["body"]): Partial<Broadcast> {
  const { course_id: _course, attachments: _files, ...rest } = body;
  return rest;
}

/** From now on it is on its way. */
export function begin(broadcast: Broadcast): void {
  Object.assign(broadcast, { state: "sending", undo_seconds: 0, began: new Date().toISOString() });
}
