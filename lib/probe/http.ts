/** Asks a gateway how it is. */

import * as z from "zod/mini";
import { parseJsonAs } from "../base/parse_json.ts";
import type { ProbeResult } from "../core/types.ts";
import { say } from "../base/say.ts";
import type { Clock } from "../sys/clock.ts";
import { type Answer, type Get, readBody } from "./answer.ts";
import { type Endpoint, endpointUrl } from "./endpoint.ts";
import { type Finding, judgeHealth, unsupported } from "./health_answer.ts";
import { plainGet } from "./plain_get.ts";
import { type ProbeLimits, runStages } from "./stages.ts";
import { parseReadiness, type Readiness } from "./ready.ts";

/** Enough for every document of the gateway the guard reads. */
const MAX_DOCUMENT_BYTES = 65_536;

/**
 * Probes a gateway in the article's three stages.
 *
 * A conversation that breaks off at once is tried again in the other protocol:
 * a gateway that is draining before a restart still speaks the old one when
 * `gateway.tls` was edited a moment ago.
 */
export async function probeGateway(
  clock: Clock,
  endpoint: Endpoint,
  limits: ProbeLimits,
): Promise<ProbeResult> {
  const started = clock.elapsedMs();
  const finding = await probeHosts(clock, endpoint, limits);
  return { ...finding, latencyMs: Math.round(clock.elapsedMs() - started) };
}

async function probeHosts(
  clock: Clock,
  endpoint: Endpoint,
  limits: ProbeLimits,
): Promise<Finding> {
  const { host, alternateHost } = endpoint;
  const first = await probeProtocols(clock, endpoint, host, limits);
  if (first.reason !== "port" || alternateHost === null) return first;
  const second = await probeProtocols(clock, endpoint, alternateHost, limits);
  return second.reason === "port" ? first : second;
}

async function probeProtocols(
  clock: Clock,
  endpoint: Endpoint,
  host: string,
  limits: ProbeLimits,
): Promise<Finding> {
  const over = async (tls: boolean) => {
    const get = await getOver(endpoint, host, tls);
    return await runStages(clock, get, host, endpoint.port, limits);
  };
  const first = await over(endpoint.tls);
  if (!first.brokenOff) return first.finding;
  const { finding } = await over(!endpoint.tls);
  const { outcome, reason, status } = finding;
  if (outcome === "silent" || outcome === "unasked" || reason === "port") {
    return first.finding;
  }
  // Anyone could answer plain HTTP where TLS is configured.
  return endpoint.tls
    ? unsupported(status, say`TLS is configured, but it answers plain HTTP`)
    : finding;
}

async function getOver(
  { port, certPath }: Endpoint,
  host: string,
  tls: boolean,
): Promise<Get> {
  if (!tls) return plainGet(endpointUrl(false, host, port));
  // Costs nothing until it is needed.
  const { tlsGet } = await import("./tls_get.ts");
  return tlsGet(host, port, certPath);
}

/** Whether the gateway answers well within `timeoutMs`. */
export async function quickProbe(
  endpoint: Endpoint,
  timeoutMs: number,
): Promise<boolean> {
  return await quickOutcome(endpoint, timeoutMs) === "healthy";
}

/**
 * What /health answers within `timeoutMs`; null without an HTTP answer.
 *
 * @param over Ends the question early.
 */
export async function quickOutcome(
  endpoint: Endpoint,
  timeoutMs: number,
  over?: AbortSignal,
): Promise<ProbeResult["outcome"] | null> {
  const finding = await askOnce(
    endpoint,
    "/health",
    timeoutMs,
    (answer) => judgeHealth(answer, MAX_DOCUMENT_BYTES),
    over,
  );
  return finding?.outcome ?? null;
}

/** What is not known, or not said, is "unknown" and null. */
const STARTUP = z.object({
  status: z.catch(
    z.enum(["starting", "started", "draining", "unknown"]),
    "unknown",
  ),
  /** OpenClaw's. */
  version: z.catch(
    z.nullable(z.string().check(z.regex(/^[\w.+-]{1,64}$/))),
    null,
  ),
});
/** What /startup tells. */
type Startup = z.infer<typeof STARTUP>;

/**
 * Asks how far the gateway is: `{"ok":…,"status":…,"version":…}`, with status
 * 503 unless started (OpenClaw 2026.9.6; older versions have no /startup).
 */
export async function probeStartup(
  endpoint: Endpoint,
  timeoutMs: number,
): Promise<Startup> {
  return parseStartup(await documentAt(endpoint, "/startup", timeoutMs));
}

/** Asks whether channels and agents work; see ready.ts. */
export async function probeReadiness(
  endpoint: Endpoint,
  timeoutMs: number,
): Promise<Readiness> {
  return parseReadiness(await documentAt(endpoint, "/ready", timeoutMs));
}

/** The text of a document; "" when there is none, or it did not come in time. */
async function documentAt(
  endpoint: Endpoint,
  path: string,
  timeoutMs: number,
): Promise<string> {
  const body = await askOnce(
    endpoint,
    path,
    timeoutMs,
    (answer) => readBody(answer, MAX_DOCUMENT_BYTES),
  );
  return body?.text ?? "";
}

/** Reads the document of /startup; anything else is "unknown". */
export function parseStartup(text: string): Startup {
  return parseJsonAs(STARTUP, text) ?? { status: "unknown", version: null };
}

/** One request; null when it did not end well in time. */
async function askOnce<T>(
  endpoint: Endpoint,
  path: string,
  timeoutMs: number,
  read: (answer: Answer) => Promise<T>,
  over?: AbortSignal,
): Promise<T | null> {
  const stop = new AbortController();
  const end = () => stop.abort();
  const timer = setTimeout(end, timeoutMs);
  over?.addEventListener("abort", end, { once: true });
  try {
    for (const host of [endpoint.host, endpoint.alternateHost]) {
      if (host === null || stop.signal.aborted) break;
      try {
        const get = await getOver(endpoint, host, endpoint.tls);
        return await read(await get(path, stop.signal));
      } catch {
        // Refused, reset, too late: all the same to the caller.
      }
    }
    return null;
  } finally {
    clearTimeout(timer);
    over?.removeEventListener("abort", end);
    stop.abort();
  }
}
