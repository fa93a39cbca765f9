/**
 * Pings of services that alarm when none comes (METRICS.md, section 6): from what
 * is to be told to a request, and from the answer to what became of it.
 */

import * as z from "zod/mini";
import { GuardError } from "../base/errors.ts";
import { parseJsonAs } from "../base/parse_json.ts";
import { say } from "../base/say.ts";
import type { HttpAnswer, HttpRequest, Outcome } from "./channel.ts";
import { cut, utf16 } from "./cut.ts";
import { httpOutcome, retryLater, whyOf } from "./http_outcome.ts";
import { below } from "./kinds.ts";
import type { PingTarget } from "./notify_settings.ts";
import { USER_AGENT } from "./post_json.ts";

/**
 * - ok: all is well; fail: it is not, alarm at once
 * - log: a word for the service's log that alarms nobody
 */
export type PingSignal = "ok" | "fail" | "log";

/** A kind of service. */
export type PingService = Exclude<PingTarget["service"], "auto">;

/** Where a ping goes, its secrets read. */
export interface PingAddress {
  readonly service: PingTarget["service"];
  readonly url: string;
  /** For Gatus. */
  readonly token: string | null;
}

/** What a ping tells; verdict and reason are codes, and nothing else goes out. */
export interface PingNews {
  readonly signal: PingSignal;
  /** Such as "hung". */
  readonly verdict: string;
  readonly reason: string | null;
}

/** By the address, as people copy it from the service. */
export function pingServiceOf({ hostname, pathname }: URL): PingService {
  if (hostname === "hc-ping.com") return "healthchecks";
  if (/^(uptime\.betterstack|betteruptime)\.com$/.test(hostname)) {
    return "betterstack";
  }
  if (/^cronitor\.(link|io)$/.test(hostname)) return "cronitor";
  if (/\/api\/push\/[^/]+$/.test(pathname)) return "kuma";
  if (/\/api\/v1\/endpoints\/[^/]+\/external$/.test(pathname)) return "gatus";
  // Of the self-hosted Healthchecks: a UUID, or a ping key and a slug.
  return /\/ping\/([0-9a-f-]{36}|[\w-]{22}\/[\w-]+)$/i.test(pathname)
    ? "healthchecks"
    : "plain";
}

/**
 * What to ask.
 *
 * @returns null: this service takes no such signal, and saying nothing is right.
 * @throws {GuardError} when the address is none.
 */
export function pingRequest(
  target: PingAddress,
  news: PingNews,
): HttpRequest | null {
  const url = webAddress(target.url);
  const service = serviceOf(target.service, url);
  // The others know nothing like it.
  if (news.signal === "log" && service !== "healthchecks") return null;
  return REQUESTS[service](url, news, target.token);
}

/** An error must not show what may be a secret; `fetch` takes no user name. */
function webAddress(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === "") {
    return url;
  }
  throw new GuardError(
    say`an address to ping does not begin with https:// or http://, or is damaged`,
    say`Copy it again from the service's page`,
  );
}

function serviceOf(service: PingTarget["service"], url: URL): PingService {
  return service === "auto" ? pingServiceOf(url) : service;
}

type MakeRequest = (
  url: URL,
  news: PingNews,
  token: string | null,
) => HttpRequest | null;

const REQUESTS: Readonly<Record<PingService, MakeRequest>> = {
  healthchecks: posted,
  betterstack: posted,
  // GET: Uptime Kuma 2.0.0-dev.0 answers 404 to POST.
  kuma: (url, news) =>
    asked("GET", url, {
      status: news.signal === "ok" ? "up" : "down",
      msg: news.signal === "ok" ? "OK" : headline(news),
      ping: null, // empty in the address as it is copied
    }),
  gatus: (url, news, token) =>
    asked("POST", url, {
      success: String(news.signal === "ok"),
      error: news.signal === "ok" ? null : headline(news),
    }, token === null ? {} : { Authorization: `Bearer ${token}` }),
  cronitor: (url, news) =>
    asked("GET", url, {
      state: news.signal === "ok" ? "complete" : "fail",
      message: headline(news),
    }),
  // It knows pings and their absence, no more.
  plain: (url, news) => news.signal === "ok" ? asked("GET", url, {}) : null,
};

/** "hung (http)". */
function headline({ verdict, reason }: PingNews): string {
  return cut(reason === null ? verdict : `${verdict} (${reason})`, 200, utf16);
}

/** To …/fail and …/log, with a query behind it. */
function posted(url: URL, news: PingNews): HttpRequest {
  const { signal } = news;
  const changed = new URL(url);
  if (signal !== "ok") changed.pathname = below(url.pathname, `/${signal}`);
  const headers = { "Content-Type": "text/plain; charset=utf-8" };
  return { ...asked("POST", changed, {}, headers), body: headline(news) };
}

/** What these take is in the query, in place of what a copied address has there. */
function asked(
  method: "GET" | "POST",
  url: URL,
  query: Readonly<Record<string, string | null>>,
  headers: Readonly<Record<string, string>> = {},
): HttpRequest {
  const changed = new URL(url);
  for (const [name, value] of Object.entries(query)) {
    if (value === null) changed.searchParams.delete(name);
    else changed.searchParams.set(name, value);
  }
  return {
    kind: "http",
    method,
    url: changed.href,
    headers: { "User-Agent": USER_AGENT, ...headers },
    body: null,
  };
}

const KUMA = z.object({ ok: z.boolean(), msg: z.optional(z.string()) });

/**
 * What became of it.
 *
 * @param nowMs Wall clock ms: Retry-After may be a date.
 */
export function pingOutcome(
  { service, url }: Pick<PingAddress, "service" | "url">,
  answer: HttpAnswer,
  nowMs: number,
): Outcome {
  const { status, body } = answer;
  const outcome = httpOutcome(answer, nowMs);
  switch (serviceOf(service, webAddress(url))) {
    case "kuma": {
      const said = parseJsonAs(KUMA, body);
      // A paused monitor is 404, too, and will be well by itself.
      if (said === null) return outcome.kind === "ok" ? odd(answer) : outcome;
      return said.ok && outcome.kind === "ok"
        ? outcome
        : retryLater(whyOf(say`HTTP ${status}`, said.msg ?? ""));
    }
    case "healthchecks":
      // "OK (not found)", "OK (rate limited)": those asked by UUID come with 200.
      return outcome.kind !== "ok"
        ? httpOutcome(answer, nowMs, body)
        : body.trim() === "OK" || body.trim() === "Created"
        ? outcome
        : odd(answer);
    default:
      return outcome;
  }
}

/** 2xx with something else than what the service says when it has counted the ping. */
function odd({ status, body }: HttpAnswer): Outcome {
  return retryLater(whyOf(say`HTTP ${status}`, body));
}
