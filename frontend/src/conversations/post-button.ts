// <proserva-post-button>: asks the instructor in private about the discussion post that is on screen.
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { ProservaElement } from "../shell/base";
import { gettext } from "../shell/i18n";
import { type Post, postOnPage } from "../shell/location";

/** Front ends change their address without an event. */
const LOOK_AGAIN_MS = 500;

/**
 * The button for the discussion post on screen, found by the page's address (`…/<course>/…/posts/<id>`) or by that of a
 * discussion frame beside a lesson. It follows the address, and renders nothing if there is no post.
 *
 * @element proserva-post-button
 */
export class PostButton extends ProservaElement {
  static override styles = [
    ProservaElement.styles,
    css`
      /* Beside the post, which is in another part of the page. */
      proserva-message-button { position: fixed; z-index: 1000; inset-block-end: 16px; inset-inline-end: 16px; max-inline-size: min(480px, calc(100vw - 32px)); max-block-size: calc(100vh - 32px); overflow: auto; border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow); }
    `,
  ];

  @state() private post: Post | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const timer = window.setInterval(() => this.look(), LOOK_AGAIN_MS);
    this.whileConnected(() => window.clearInterval(timer));
    this.look();
  }

  private look(): void {
    const post = postOnPage(window);
    if (post?.thread !== this.post?.thread || post?.course !== this.post?.course) this.post = post;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.post) return nothing;
    return html`<proserva-message-button floating .api=${this.api} .courseId=${this.post.course} .discussionThreadId=${this.post.thread}
      .label=${gettext("Message the instructor privately")} .about=${gettext("This discussion post")}></proserva-message-button>`;
  }
}
