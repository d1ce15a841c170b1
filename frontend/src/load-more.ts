// Brings the second script, proserva-more.js: once, and again only after a failure.
import { type Api, unreachable } from "./api";
import { getConfig } from "./config";

const arriving = new Map<string, Promise<void>>();

/** Resolves when the script has run. A failure, an `ApiError`, is not remembered, so the next one tries again. */
export async function loadMore(api: Api): Promise<void> {
  // Only the server knows the name: where static files carry a hash in theirs, this one's tells nothing of the other's.
  const { more_url: address } = await getConfig(api);
  if (!address) throw unreachable();
  const url = api.resolve(address);
  const script = arriving.get(url) ?? run(url);
  arriving.set(url, script);
  script.catch(() => arriving.delete(url));
  return script;
}

function run(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(unreachable());
    };
    script.src = url;
    document.head.append(script);
  });
}
