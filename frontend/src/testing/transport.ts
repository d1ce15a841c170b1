// The transport of the server in memory: it records requests, replays idempotent ones, and can lose one.
import { type Answer, type Call, NOT_FOUND, type Route } from "./http";

let servers = 0;

export abstract class Transport {
  /** Each has its own address, for the `api` attribute: elements keep what they know of a server. */
  readonly base = `/${(servers += 1)}/api/proserva_messaging/v1/`;
  calls: Call[] = [];
  /** Answers put before all others, each used once: `server.next["POST threads/"] = refuse(…)`. */
  next: Record<string, Answer | "lost" | "answer lost"> = {};
  /** While set, requests wait: to look at the placeholder. */
  hold: Promise<void> | null = null;
  /** The answers to hold back, by the name of their request. */
  private readonly held = new Map<string, Promise<void>>();
  private lastId = 100;
  private readonly created = new Map<string, Answer>();
  protected abstract readonly routes: Route[];

  /** To take the place of the browser's. */
  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const call = this.read(
      input instanceof Request ? input.url : String(input),
      init.method ?? "GET",
      new Headers(init.headers),
    );
    if (typeof init.body === "string") call.body = JSON.parse(init.body) as Record<string, unknown>;
    const { status, body, headers } = await this.deliver(call);
    const text = status === 204 || status === 304 ? null : JSON.stringify(body ?? {});
    return new Response(text, { status, headers: { "Content-Type": "application/json", ...headers } });
  };

  private async deliver(call: Call): Promise<Answer> {
    const name = `${call.method} ${call.path}`;
    const held = this.held.get(name);
    this.held.delete(name);
    await this.hold;
    try {
      return this.answer(call);
    } finally {
      await held;
    }
  }

  /** Holds the next answer to `GET threads/` or so: given as things are then, it arrives when the result is called. */
  late(name: string): () => void {
    let arrive = (): void => undefined;
    this.held.set(name, new Promise((resolve) => (arrive = resolve)));
    return () => arrive();
  }

  read(address: string, method: string, headers: Headers): Call {
    const url = new URL(address, location.href);
    return { method, path: url.pathname.replace(/^.*\/v1\//, ""), query: url.searchParams, headers, body: {} };
  }

  answer(call: Call): Answer {
    this.calls.push(call);
    const name = `${call.method} ${call.path}`;
    const planned = this.next[name];
    delete this.next[name];
    if (planned === "lost") throw new TypeError("Failed to fetch");
    const key = call.headers.get("Idempotency-Key");
    const answer = (typeof planned === "object" && planned) || (key && this.created.get(key)) || this.route(call);
    if (key && (answer.status === 201 || answer.status === 202)) this.created.set(key, answer);
    if (planned === "answer lost") throw new TypeError("Failed to fetch");
    return answer;
  }

  called(method: string, path: string): Call[] {
    return this.calls.filter((call) => call.method === method && call.path === path);
  }

  id(): number {
    return (this.lastId += 1);
  }

  /** Answers more, before all else. */
  also(routes: Route[]): void {
    this.routes.unshift(...routes);
  }

  private route(call: Call): Answer {
    for (const [method, path, handler] of this.routes) {
      const match = method === call.method && path.exec(call.path);
      if (match) return handler(call, ...match.slice(1));
    }
    return NOT_FOUND;
  }
}
