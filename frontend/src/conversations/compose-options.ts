// The attributes of a composer. The message button takes the same and passes them on.
import { property } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import type { Recipient } from "../shell/types";

export class ComposeOptions extends ProservaElement {
  /** The course of the message. */
  @property({ attribute: "course-id" }) courseId = "";
  /** Usernames, comma-separated; if empty, all possible recipients are offered. */
  @property() recipients = "";
  /** The block that the message is about. */
  @property({ attribute: "usage-key" }) usageKey = "";
  /** The discussion post that the message is about. */
  @property({ attribute: "discussion-thread-id" }) discussionThreadId = "";
  /** The page that the message is about. */
  @property({ attribute: "context-url" }) contextUrl = "";
  /** The name of that page. */
  @property({ attribute: "context-label" }) contextLabel = "";
  /** What the message is about, as shown to the writer. */
  @property() about = "";
  /** Offers no attachments. */
  @property({ attribute: "no-files", type: Boolean }) noFiles = false;
  /** Preselects no recipient. */
  @property({ type: Boolean }) choose = false;
  /** Offers several recipients, or whole cohorts, as a group. */
  @property({ type: Boolean }) several = false;
  /** The preselected recipients. */
  @property({ attribute: false }) chosen: Recipient[] = [];
  /** The thread to reply in; nothing else is needed then. */
  @property() thread = "";
  /** The broadcast to answer, privately; `courseId` goes with it. */
  @property({ attribute: false }) broadcast = 0;

  /** The recipient is fixed. */
  protected get replying(): boolean {
    return !!this.thread || !!this.broadcast;
  }

  /** The context, as the API expects it. */
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
    return JSON.stringify([
      this.courseId,
      this.recipients ||
        this.chosen
          .map(({ username }) => username)
          .sort()
          .join(),
      this.usageKey || this.discussionThreadId || this.contextUrl,
    ]);
  }
}
