/** The request that most channels make. */

import { VERSION } from "../base/version.ts";
import type { HttpRequest } from "./channel.ts";

/** How the guard names itself to services; some refuse who has no name. */
export const USER_AGENT = `openclaw-guard/${VERSION}`;

/** A value as JSON to an address. */
export function postJson(
  url: string | URL,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  return {
    kind: "http",
    method: "POST",
    url: `${url}`,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "User-Agent": USER_AGENT,
      ...headers,
    },
    body: JSON.stringify(value),
  };
}
