// The part of the server in memory that keeps a course's announcements.
import type { Announcement, Banner } from "../announcements/announcement";
import type { Schemas } from "../shell/types";
import { COURSE, INES } from "./cast";
import { type Answer, type Call, NOT_FOUND, page, refuse } from "./http";
import type { FakeServer } from "./server";

export class FakeAnnouncements {
  posted: Announcement[] = [];
  canPost = false;
  zone = "America/Bogota";
  pageSize = 25;
  seen: number[] = [];

  constructor(private readonly server: FakeServer) {
    server.also([
      [
        "GET",
        /^announcements\/banner\/$/,
        () => ({ status: 200, body: { banner: this.banner() } satisfies Schemas["BannerAnswer"] }),
      ],
      ["GET", /^announcements\/$/, (call) => this.list(call)],
      ["POST", /^announcements\/$/, ({ body }) => ({ status: 201, body: this.add(this.written(body)) })],
      ["GET", /^announcements\/(\d+)\/$/, (_call, id) => this.one(id, () => undefined)],
      ["PATCH", /^announcements\/(\d+)\/$/, ({ body }, id) => this.change(Number(id), body)],
      ["DELETE", /^announcements\/(\d+)\/$/, (_call, id) => this.remove(Number(id))],
      ["POST", /^announcements\/(\d+)\/seen\/$/, (_call, id) => this.look(Number(id))],
      ["POST", /^announcements\/(\d+)\/dismiss\/$/, (_call, id) => this.one(id, (each) => (each.dismissed = true))],
    ]);
  }

  add(changes: Partial<Announcement> = {}): Announcement {
    const now = new Date().toISOString();
    const id = this.server.id();
    const announcement: Announcement = {
      id,
      course: COURSE,
      title: "Welcome",
      body: "Hello",
      body_html: "<p>Hello</p>",
      attachments: [],
      author: INES,
      pinned: false,
      state: "published",
      publish_at: now,
      expires_at: null,
      created: now,
      edited: null,
      unread: true,
      dismissed: false,
      can_edit: this.canPost,
      version: 1,
      ring: true,
      email: false,
      url: `/messages/courses/${COURSE.id}/announcements/#announcement-${id}`,
      ...changes,
    };
    this.posted.unshift(announcement);
    return announcement;
  }

  private written(said: Call["body"]): Partial<Announcement> {
    const {
      attachments,
      body: text,
      publish_at: at,
      ...rest
    } = said as unknown as Omit<Announcement, "attachments"> & { attachments: number[] };
    const { title, pinned, expires_at, ring, email } = rest;
    const state = at === undefined ? "published" : at === null ? "draft" : "scheduled";
    const files = this.server.attachments.filter(({ id }) => attachments.includes(id));
    return {
      title,
      body: text,
      body_html: `<p>${text}</p>`,
      pinned,
      expires_at,
      ring,
      email,
      state,
      attachments: files,
      unread: false,
      ...(at !== undefined && { publish_at: at }),
    };
  }

  private list(call: Call): Answer {
    const state = call.query.get("state");
    const shown = this.posted.filter((each) =>
      this.canPost ? !state || each.state === state : each.state === "published",
    );
    const answer = page(
      [...shown].sort((a, b) => Number(b.pinned) - Number(a.pinned)),
      call,
      this.pageSize,
    );
    return { ...answer, body: { ...(answer.body as object), can_post: this.canPost, time_zone: this.zone } };
  }

  private one(id: string | number | undefined, work: (announcement: Announcement) => void): Answer {
    const found = this.posted.find((each) => each.id === Number(id));
    if (!found) return NOT_FOUND;
    work(found);
    return { status: 200, body: structuredClone(found) };
  }

  private change(id: number, { version, published, ...changes }: Call["body"]): Answer {
    const found = this.posted.find((each) => each.id === id);
    if (found && found.version !== version)
      return refuse(409, "changed_meanwhile", "Someone else has changed this. Reload it before you save your changes.");
    return this.one(id, (each) => {
      const files = changes.attachments as number[] | undefined;
      const kept = [...each.attachments, ...this.server.attachments].filter((file) => files?.includes(file.id));
      Object.assign(each, changes, { version: each.version + 1, attachments: files ? kept : each.attachments });
      if (published !== undefined)
        each.state = published ? "published" : each.state === "scheduled" ? "draft" : "unpublished";
    });
  }

  private remove(id: number): Answer {
    this.posted = this.posted.filter((each) => each.id !== id);
    return { status: 204 };
  }

  private look(id: number): Answer {
    this.seen.push(id);
    return this.one(id, (each) => (each.unread = false));
  }

  banner(): Banner | null {
    const shown = this.posted.filter(({ state, dismissed }) => state === "published" && !dismissed);
    const found = shown.find(({ pinned }) => pinned) ?? shown[0];
    if (!found?.publish_at) return null;
    const { id, title, body: preview, pinned, publish_at, edited, version, unread, url } = found;
    return { id, title, preview, pinned, publish_at, edited, version, unread, url };
  }
}
