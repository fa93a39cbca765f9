import assert from "node:assert/strict";
import type { HttpRequest, Outcome } from "../../lib/notify/channel.ts";
import { USER_AGENT } from "../../lib/notify/post_json.ts";
import {
  type PingAddress,
  type PingNews,
  pingOutcome,
  pingRequest,
  type PingService,
  pingServiceOf,
} from "../../lib/notify/ping.ts";

const UUID = "5f7e1a0c-1111-4222-8333-444455556666";
const HC = `https://hc-ping.com/${UUID}`;
const KUMA = "https://kuma.example.org/api/push/tok3n";
const GATUS =
  "https://gatus.example.org/api/v1/endpoints/core_openclaw/external";
const BETTER = "https://uptime.betterstack.com/api/v1/heartbeat/abc123";
const CRONITOR = "https://cronitor.link/p/key/openclaw";

const ADDRESSES: readonly [url: string, service: PingService][] = [
  [HC, "healthchecks"],
  ["https://hc-ping.com/0123456789abcdefghijkl/my-slug", "healthchecks"],
  [`https://hc.example.org/ping/${UUID}`, "healthchecks"],
  [`https://example.org/health/ping/${UUID}`, "healthchecks"],
  ["http://hc:8000/ping/0123456789abcdefghijkl/my-slug", "healthchecks"],
  [`${KUMA}?status=up&msg=OK&ping=`, "kuma"],
  [GATUS, "gatus"],
  [BETTER, "betterstack"],
  ["https://betteruptime.com/api/v1/heartbeat/abc123", "betterstack"],
  [CRONITOR, "cronitor"],
  ["https://example.org/ping", "plain"],
  ["https://example.org/ping/me", "plain"],
  ["https://hc-ping.com.example.org/x", "plain"],
];

Deno.test("a service is told by the address that people copy from it", () => {
  for (const [url, service] of ADDRESSES) {
    assert.equal(pingServiceOf(new URL(url)), service, url);
  }
});

const OK: PingNews = {
  signal: "ok",
  verdict: "healthy",
  reason: null,
};
const FAIL: PingNews = {
  signal: "fail",
  verdict: "hung",
  reason: "http",
};
const LOG: PingNews = { ...FAIL, signal: "log", verdict: "maintenance" };

const REQUESTS: readonly [
  url: string,
  news: PingNews,
  request: string | null,
][] = [
  [HC, OK, `POST ${HC} healthy`],
  [HC, FAIL, `POST ${HC}/fail hung (http)`],
  [HC, LOG, `POST ${HC}/log maintenance (http)`],
  [`${HC}/?create=1`, FAIL, `POST ${HC}/fail?create=1 hung (http)`],
  [
    `${KUMA}?status=up&msg=OK&ping=`,
    OK,
    `GET ${KUMA}?status=up&msg=OK`,
  ],
  [
    `${KUMA}?status=up&msg=OK&ping=`,
    FAIL,
    `GET ${KUMA}?status=down&msg=hung+%28http%29`,
  ],
  [KUMA, LOG, null],
  [GATUS, OK, `POST ${GATUS}?success=true`],
  [GATUS, FAIL, `POST ${GATUS}?success=false&error=hung+%28http%29`],
  [GATUS, LOG, null],
  [BETTER, OK, `POST ${BETTER} healthy`],
  [BETTER, FAIL, `POST ${BETTER}/fail hung (http)`],
  [BETTER, LOG, null],
  [CRONITOR, OK, `GET ${CRONITOR}?state=complete&message=healthy`],
  [CRONITOR, FAIL, `GET ${CRONITOR}?state=fail&message=hung+%28http%29`],
  [CRONITOR, LOG, null],
  ["https://example.org/p?k=1", OK, "GET https://example.org/p?k=1"],
  ["https://example.org/p", FAIL, null],
  ["https://example.org/p", LOG, null],
];

function to(url: string, other: Partial<PingAddress> = {}): PingAddress {
  return { service: "auto", url, token: null, ...other };
}

function shown(request: HttpRequest | null): string | null {
  if (request === null) return null;
  const { method, url, body } = request;
  return `${method} ${url}${body === null ? "" : ` ${body}`}`;
}

Deno.test("each service is pinged in its own form, and not at all where it has none", () => {
  for (const [url, news, request] of REQUESTS) {
    const made = pingRequest(to(url), news);
    assert.equal(shown(made), request, `${news.signal} to ${url}`);
    if (made !== null) assert.equal(made.headers["User-Agent"], USER_AGENT);
  }
});

Deno.test("the settings may name a service that the address does not tell", () => {
  const address = to("https://status.example.org/x", { service: "kuma" });
  assert.equal(
    shown(pingRequest(address, FAIL)),
    "GET https://status.example.org/x?status=down&msg=hung+%28http%29",
  );
});

Deno.test("only Gatus gets the token", () => {
  for (const [url, service] of ADDRESSES) {
    const request = pingRequest(to(url, { token: "t0ken" }), OK);
    assert.equal(
      request?.headers["Authorization"],
      service === "gatus" ? "Bearer t0ken" : undefined,
      url,
    );
  }
});

Deno.test("an address that is none is said without showing it", () => {
  for (
    const url of [
      "hc-ping.com/s3cret",
      "ftp://h/s3cret",
      "https://",
      "s3cret",
      "https://me:s3cret@example.org/",
    ]
  ) {
    assert.throws(
      () => pingRequest(to(url), OK),
      (error: Error) =>
        error.name === "GuardError" && !error.message.includes("s3cret"),
      url,
    );
  }
});

const ANSWERS: readonly [
  url: string,
  status: number,
  body: string,
  kind: Outcome["kind"],
  why?: string,
][] = [
  [HC, 200, "OK", "ok"],
  [HC, 201, "Created\n", "ok"],
  [HC, 200, "OK (not found)", "retry", "HTTP 200: OK (not found)"],
  [HC, 200, "OK (rate limited)", "retry", "HTTP 200: OK (rate limited)"],
  [HC, 200, "<html>log in first", "retry", "HTTP 200: <html>log in first"],
  [HC, 404, "not found", "fatal", "HTTP 404: not found"],
  [HC, 409, "ambiguous slug", "fatal", "HTTP 409: ambiguous slug"],
  [HC, 429, "rate limited", "retry", "HTTP 429: rate limited"],
  [KUMA, 200, '{"ok":true}', "ok"],
  [
    KUMA,
    404,
    '{"ok":false,"msg":"Monitor not found or not active."}',
    "retry",
    "HTTP 404: Monitor not found or not active.",
  ],
  [KUMA, 200, '{"ok":false,"msg":"no"}', "retry", "HTTP 200: no"],
  [KUMA, 200, "<html>", "retry", "HTTP 200: <html>"],
  [KUMA, 502, "", "retry", "HTTP 502"],
  [GATUS, 200, "", "ok"],
  [GATUS, 401, "", "fatal", "HTTP 401"],
  [BETTER, 200, "", "ok"],
  [CRONITOR, 200, "OK", "ok"],
  ["https://example.org/p", 204, "", "ok"],
  ["https://example.org/p", 503, "", "retry", "HTTP 503"],
];

Deno.test("an answer counts only when the service says that it has the ping", () => {
  for (const [url, status, body, kind, why] of ANSWERS) {
    const outcome = pingOutcome(
      to(url),
      { kind: "http", status, retryAfter: null, body },
      0,
    );
    assert.equal(outcome.kind, kind, `${status} ${body} of ${url}`);
    if (outcome.kind !== "ok") assert.equal(outcome.why, why, url);
  }
});
