// XMLHttpRequest against the server in memory: only as much of it as an upload needs.
import type { FakeServer } from "./server";

/** The class to put in the browser's place. `delay` makes uploads take as many milliseconds, with progress. */
export function fakeXhr(server: FakeServer, delay = 0): typeof XMLHttpRequest {
  class FakeXhr {
    upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null } = { onprogress: null };
    onload: (() => void) | null = null;
    onerror: (() => void) | null = null;
    onabort: (() => void) | null = null;
    withCredentials = false;
    getResponseHeader: (name: string) => string | null = () => null;
    status = 0;
    responseText = "";
    private address = "";
    private readonly headers = new Headers();
    private aborted = false;

    open(_method: string, address: string): void {
      this.address = address;
    }

    setRequestHeader(name: string, value: string): void {
      this.headers.set(name, value);
    }

    abort(): void {
      this.aborted = true;
      this.onabort?.();
    }

    send(form: FormData): void {
      void this.deliver(form);
    }

    private async deliver(form: FormData): Promise<void> {
      const file = form.get("file") as File;
      for (const part of [0.25, 0.5, 0.75]) {
        this.upload.onprogress?.({ loaded: part * file.size, total: file.size });
        await new Promise((resolve) => setTimeout(resolve, delay / 4));
      }
      await server.hold;
      if (this.aborted) return;
      const call = server.read(this.address, "POST", this.headers);
      call.body = Object.fromEntries(form.entries());
      try {
        const { status, body, headers } = server.answer(call);
        this.getResponseHeader = (name) => new Headers(headers).get(name);
        Object.assign(this, { status, responseText: JSON.stringify(body) });
        this.onload?.();
      } catch {
        this.onerror?.();
      }
    }
  }
  return FakeXhr as unknown as typeof XMLHttpRequest;
}
