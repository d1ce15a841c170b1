// What a composer is told by its attributes; the message button takes the same and hands them on.
import { property } from "lit/decorators.js";
import type { Recipient } from "../types";
import { ProservaElement } from "./base";

export class ComposeOptions extends ProservaElement {
  @property({ attribute: "course-id" }) courseId = "";
  /** Usernames, comma-separated; empty for all one may write to. */
  @property() recipients = "";
  @property({ attribute: "usage-key" }) usageKey = "";
  @property({ attribute: "discussion-thread-id" }) discussionThreadId = "";
  @property({ attribute: "context-url" }) contextUrl = "";
  @property({ attribute: "context-label" }) contextLabel = "";
  /** What it is about, in words. */
  @property() about = "";
  @property({ attribute: "no-files", type: Boolean }) noFiles = false;
  /** Nobody is chosen beforehand: whom it goes to is what the writer came to say. */
  @property({ type: Boolean }) choose = false;
  /** Offers to write to several people at once: as a group. */
  @property({ type: Boolean }) several = false;
  /** Who is chosen to begin with, where that was done elsewhere. */
  @property({ attribute: false }) chosen: Recipient[] = [];
  /** The thread to reply in; nothing else is needed then. */
  @property() thread = "";
  /** The broadcast to answer, privately; `courseId` goes with it. */
  @property({ attribute: false }) broadcast = 0;

  /** There is no choice of whom it goes to. */
  protected get replying(): boolean {
    return !!this.thread || !!this.broadcast;
  }

  /** What the API calls the context. */
  protected get context(): Record<string, string> | undefined {
    if (this.usageKey) return { usage_key: this.usageKey };
    if (this.discussionThreadId) return { discussion_thread_id: this.discussionThreadId };
    if (this.contextUrl) return { url: this.contextUrl, label: this.contextLabel || this.about };
    return undefined;
  }

  /** One draft for each: another person or lesson is another message. */
  protected get scope(): string {
    if (this.broadcast) return `reply:${this.broadcast}`;
    if (this.thread) return `thread:${this.thread}`;
    return JSON.stringify([this.courseId, this.recipients || this.chosen.map(({ username }) => username).sort().join(), this.usageKey || this.discussionThreadId || this.contextUrl]);
  }
}
