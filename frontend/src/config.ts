// The server's settings for this person: asked for once for all elements of a page.
import type { Api } from "./api";
import type { Config } from "./types";

const asked = new WeakMap<Api, Promise<Config>>();

/** `GET config/`, shared. A failure is not remembered, so the next one asks again. */
export function getConfig(api: Api): Promise<Config> {
  const known = asked.get(api);
  if (known) return known;
  const answer = api.get<Config>("config/");
  asked.set(api, answer);
  answer.catch(() => asked.delete(api));
  return answer;
}
