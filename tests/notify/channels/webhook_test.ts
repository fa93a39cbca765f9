import assert from "node:assert/strict";
import { alertsOf } from "../../../lib/notify/alerts.ts";
import { WEBHOOK } from "../../../lib/notify/channels/webhook.ts";
import { hmacSha256 } from "../../../lib/notify/hmac.ts";
import { ownJson } from "../../../lib/notify/own_json.ts";
import { aMessage, NOW_MS } from "../a_message.ts";
import { answer, http, json } from "./requests.ts";

const VALUES = {
  url: "https://example.org/hook?key=1",
  format: undefined,
  secret: undefined,
  authorization: undefined,
};
/** Of NOTIFY.md section 3. */
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

Deno.test("a webhook gets the guard's own JSON, with an id that is the same for each try", async () => {
  const request = await http(WEBHOOK.request(aMessage(), VALUES, NOW_MS));
  assert.equal(request.method, "POST");
  assert.equal(request.url, VALUES.url);
  assert.equal(request.body, ownJson(aMessage()));
  assert.equal(request.headers["webhook-id"], "m-1");
  assert.equal(request.headers["webhook-timestamp"], "1767225600");
  assert.equal(request.headers["webhook-signature"], undefined);
  const later = await http(
    WEBHOOK.request(aMessage(), VALUES, NOW_MS + 60_000),
  );
  assert.equal(later.headers["webhook-id"], "m-1");
  assert.equal(later.body, request.body);
});

Deno.test("a webhook with a secret is signed as Standard Webhooks, over what is sent", async () => {
  const values = { ...VALUES, secret: SECRET };
  const request = await http(WEBHOOK.request(aMessage(), values, NOW_MS + 999));
  const key = Uint8Array.fromBase64(SECRET.slice("whsec_".length));
  // The vector of NOTIFY.md is in hmac_test.ts; here is what is put into it.
  const signed = `m-1.1767225600.${request.body}`;
  const signature = (await hmacSha256(key, signed)).toBase64();
  assert.equal(request.headers["webhook-signature"], `v1,${signature}`);
});

Deno.test("a webhook of another kind is authorised as it wants", async () => {
  const values = { ...VALUES, authorization: "Bearer t0ken" };
  for (const format of ["json", "alertmanager"] as const) {
    const request = await http(
      WEBHOOK.request(aMessage(), { ...values, format }, NOW_MS),
    );
    assert.equal(request.headers["Authorization"], "Bearer t0ken");
  }
});

Deno.test("an Alertmanager gets alerts, wherever people say that it is", async () => {
  const cases = [
    ["http://am:9093", "http://am:9093/api/v2/alerts"],
    ["http://am:9093/am/", "http://am:9093/am/api/v2/alerts"],
    ["http://am:9093/api/v2/alerts", "http://am:9093/api/v2/alerts"],
  ] as const;
  for (const [url, address] of cases) {
    const values = { ...VALUES, url, format: "alertmanager" } as const;
    const request = await http(WEBHOOK.request(aMessage(), values, NOW_MS));
    assert.equal(request.url, address);
    assert.deepEqual(json(request), alertsOf(aMessage(), NOW_MS));
    assert.equal(request.headers["webhook-id"], undefined);
  }
});

Deno.test("the address of an Alertmanager is known, any other may be anything's", () => {
  const url = "https://am.example.org/am/api/v2/alerts";
  assert.deepEqual(WEBHOOK.fromAddress?.(new URL(url)), {
    url,
    format: "alertmanager",
  });
  assert.equal(WEBHOOK.fromAddress?.(new URL("https://example.org/")), null);
});

Deno.test("a secret that is none is refused before anything is sent", () => {
  const { kind } = WEBHOOK.fields.secret;
  assert.equal(kind.read(SECRET), SECRET);
  for (const none of ["", "whsec_", "MfKQ9r8G", "whsec_%%%", "whsec_a"]) {
    assert.equal(kind.read(none), null, none);
  }
});

Deno.test("a webhook's answers: any 2xx is well, 410 is for good", () => {
  const cases = [
    [200, "ok"],
    [204, "ok"],
    [301, "retry"],
    [400, "fatal"],
    [410, "fatal"],
    [429, "retry"],
    [503, "retry"],
  ] as const;
  for (const [status, kind] of cases) {
    const outcome = WEBHOOK.outcome(answer(status, ""), NOW_MS);
    assert.equal(outcome.kind, kind, String(status));
  }
  assert(WEBHOOK.machine);
});
