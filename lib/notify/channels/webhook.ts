/**
 * Any address: JSON of the guard's own, signed as Standard Webhooks if there is a
 * secret (standardwebhooks.com), or alerts for a Prometheus Alertmanager.
 */

import { say } from "../../base/say.ts";
import { matching, oneOf } from "../../base/value_kinds.ts";
import { alertsOf } from "../alerts.ts";
import { channel } from "../channel.ts";
import { hmacSha256 } from "../hmac.ts";
import { serviceOutcome } from "../http_outcome.ts";
import { address, below } from "../kinds.ts";
import type { Message } from "../message.ts";
import { ownJson } from "../own_json.ts";
import { postJson } from "../post_json.ts";

/** Of Alertmanager's API. */
const ALERTS = "/api/v2/alerts";

export const WEBHOOK = channel({
  type: "webhook",
  title: say`Webhook`,
  fields: {
    url: {
      kind: address("https://example.org/hook"),
      secret: true, // most have a key in them
      about: say`Its address`,
    },
    format: {
      kind: oneOf(["json", "alertmanager"], say`"json" or "alertmanager"`),
      optional: true,
      about:
        say`What is sent: JSON of the guard's own, or alerts; these last for 25 h after each reminder`,
    },
    secret: {
      kind: matching(
        say`"whsec_" and Base64, as of Standard Webhooks`,
        /^whsec_(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
      ),
      secret: true,
      optional: true,
      about: say`Signs what is sent`,
    },
    authorization: {
      kind: matching(
        say`the value of a header such as "Bearer …" or "Basic …"`,
        /^[!-~]+(?: [!-~]+)*$/,
      ),
      secret: true,
      optional: true,
      about: say`The header Authorization, if it wants one`,
    },
  },

  fromAddress: ({ href, pathname }) =>
    pathname.endsWith(ALERTS) ? { url: href, format: "alertmanager" } : null,

  async request(message, { url, format, secret, authorization }, nowMs) {
    const headers = authorization === undefined
      ? {}
      : { Authorization: authorization };
    if (format === "alertmanager") {
      return postJson(alertsAddress(url), alertsOf(message, nowMs), headers);
    }
    const body = ownJson(message);
    return {
      ...postJson(url, null, {
        ...headers,
        ...await signed(message, body, secret, nowMs),
      }),
      body, // to the byte what was signed
    };
  },

  outcome: (answer, nowMs) => serviceOutcome(answer, nowMs, true),
  machine: true,
});

/** People know where it is, or the path as well. */
function alertsAddress(url: string): URL {
  const address = new URL(url);
  if (!address.pathname.endsWith(ALERTS)) {
    address.pathname = below(address.pathname, ALERTS);
  }
  return address;
}

/** The id is the same for each try: who has seen it can let it be. */
async function signed(
  { id }: Message,
  body: string,
  secret: string | undefined,
  nowMs: number,
): Promise<Record<string, string>> {
  const timestamp = `${Math.floor(nowMs / 1000)}`;
  const named = { "webhook-id": id, "webhook-timestamp": timestamp };
  if (secret === undefined) return named;
  const key = Uint8Array.fromBase64(secret.replace(/^whsec_/, ""));
  const signature = await hmacSha256(key, `${id}.${timestamp}.${body}`);
  return { ...named, "webhook-signature": `v1,${signature.toBase64()}` };
}
