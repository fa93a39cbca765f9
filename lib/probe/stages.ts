/**
 * The article's three checks: port, HTTP, health. A healthy gateway is asked
 * once. Only when it does not answer at once are the other questions put, at
 * the same time, so that a frozen one is known after `httpTimeoutMs`.
 */

import { GuardError, messageOf } from "../base/errors.ts";
import { wellKnownReason } from "../base/reason.ts";
import { say } from "../base/say.ts";
import type { Clock } from "../sys/clock.ts";
import { type Answer, dropBody, type Get } from "./answer.ts";
import {
  failing,
  type Finding,
  judgeHealth,
  printable,
  unasked,
  unsupported,
} from "./health_answer.ts";
import { type PortState, tryPort } from "./port_stage.ts";

/** The limits of a probe; a part of the guard's policy. */
export interface ProbeLimits {
  /** Limit for the TCP connection. */
  readonly connectTimeoutMs: number;
  /** Limit for any HTTP answer. */
  readonly httpTimeoutMs: number;
  /** Limit for the whole answer of /health. */
  readonly healthTimeoutMs: number;
  /** Bytes of an answer that are read. */
  readonly maxBodyBytes: number;
}

/** A healthy gateway answers in 1 to 50 ms; until then nothing else is asked. */
const PATIENCE_MS = 300;

/** The longest text of an error, characters. */
const MAX_ERROR = 160;

/** No HTTP answer came. */
interface Failure {
  readonly error: unknown;
}

/** A finding, and whether the other side broke the conversation off by itself. */
interface StagesResult {
  readonly finding: Finding;
  /** It was not HTTP, or was reset: maybe the wrong protocol was spoken. */
  readonly brokenOff: boolean;
}

/** Asks one gateway over one protocol. */
export async function runStages(
  clock: Clock,
  get: Get,
  host: string,
  port: number,
  limits: ProbeLimits,
): Promise<StagesResult> {
  const stop = new AbortController();
  const started = clock.elapsedMs();
  const left = (limitMs: number) => started + limitMs - clock.elapsedMs();
  const pending: Promise<unknown>[] = [];
  const track = <T>(promise: Promise<T>) => {
    pending.push(promise);
    return promise;
  };
  try {
    const headers = track(attempt(get("/health", stop.signal)));
    const health = track(
      headers.then((answer) =>
        isFailure(answer)
          ? answer
          : attempt(judgeHealth(answer, limits.maxBodyBytes))
      ),
    );
    const early = await within(
      health,
      Math.min(PATIENCE_MS, left(limits.healthTimeoutMs)),
    );
    if (early !== null && !isFailure(early)) return whole(early);
    if (early !== null && isDistrusted(early)) return distrusted(early);

    // Stage 1: port. A request that got through has answered it as well.
    const reached = track(
      attempt(tryPort(host, port, limits.connectTimeoutMs)),
    );
    const root = track(
      reached.then((state): Promise<Answer | Failure> =>
        state === "open"
          ? attempt(get("/", stop.signal))
          : Promise.resolve({ error: null })
      ),
    );
    const alive = track(eitherAnswers(headers, root));
    const state = await Promise.race([
      reached,
      alive.then((answered) => answered ? "open" : reached),
    ]);
    if (typeof state !== "string") return ownTrouble(state);
    if (state !== "open") return whole(noPort(state, host, port));

    // Stage 2: HTTP.
    if (await within(alive, left(limits.httpTimeoutMs)) !== true) {
      const failure = await within(headers, 0);
      const cause = failure !== null && isFailure(failure) ? failure : null;
      if (cause !== null && isDistrusted(cause)) return distrusted(cause);
      if (cause !== null && !isFromPeer(cause.error)) {
        return ownTrouble(cause);
      }
      return { finding: silent(cause, limits), brokenOff: cause !== null };
    }

    // Stage 3: health.
    const late = await within(health, left(limits.healthTimeoutMs));
    if (late !== null && !isFailure(late)) return whole(late);
    if (late !== null && isDistrusted(late)) return distrusted(late);
    const begun = await within(headers, 0);
    const status = begun === null || isFailure(begun) ? null : begun.status;
    if (late !== null) return whole(brokeOff(status, late));
    return whole(failing(
      status,
      say`it answers HTTP, but GET /health had no end within ${limits.healthTimeoutMs} ms`,
    ));
  } finally {
    stop.abort();
    for (const result of await Promise.allSettled(pending)) {
      const value = result.status === "fulfilled" ? result.value : null;
      if (isAnswer(value)) await attempt(dropBody(value));
    }
  }
}

function whole(finding: Finding): StagesResult {
  return { finding, brokenOff: false };
}

function noPort(
  state: Exclude<PortState, "open">,
  host: string,
  port: number,
): Finding {
  const detail = state === "refused"
    ? say`nobody listens on ${host}:${port}`
    : say`no connection to ${host}:${port}`;
  return { outcome: state, reason: "port", status: null, detail };
}

function silent(cause: Failure | null, limits: ProbeLimits): Finding {
  const finding = { outcome: "silent", reason: "http", status: null } as const;
  if (cause === null) {
    const detail =
      say`it takes connections but gives no HTTP answer within ${limits.httpTimeoutMs} ms`;
    return { ...finding, detail };
  }
  const { sentence, error } = sayWhy(cause.error);
  const detail = sentence === null
    ? say`it takes connections but gives no HTTP answer`
    : say`it takes connections but gives no HTTP answer: ${sentence}`;
  return { ...finding, detail, error };
}

function brokeOff(status: number | null, cause: Failure): Finding {
  const { error } = sayWhy(cause.error);
  return {
    ...failing(status, say`it answers HTTP, but GET /health broke off`),
    error,
  };
}

/**
 * Why there was no answer: in a sentence that stays the same, and in the words
 * of the system, which differ from one Deno to the next, for the log.
 */
function sayWhy(error: unknown): { sentence: string | null; error: string } {
  const sentence = error instanceof GuardError
    ? error.message
    : wellKnownReason(error);
  return { sentence, error: printable(endOf(messageOf(error))) };
}

/** What went wrong comes last, after the address that was asked. */
function endOf(text: string): string {
  return text.length > MAX_ERROR ? `...${text.slice(3 - MAX_ERROR)}` : text;
}

/** Not proven to be the gateway: never healthy, and no reason to kill. */
function distrusted({ error }: Failure): StagesResult {
  return whole(unsupported(null, say`TLS: ${messageOf(error)}`));
}

/** By name: the module with the class is loaded only for TLS. */
function isDistrusted({ error }: Failure): boolean {
  return error instanceof Error && error.name === "CertificateError";
}

function isFailure(value: object): value is Failure {
  return "error" in value;
}

/**
 * What a request ends with after something was sent, in the words of hyper
 * ("client error (SendRequest)", not "(Connect)"), rustls and the system. A
 * request that fails otherwise has asked nobody: a proxy or certificate that is
 * not there, no free descriptor, no free port.
 */
const FROM_PEER =
  /\(SendRequest\)|connection closed before|invalid HTTP|end of file|\bos error (?:32|104)\)|\b(?:ECONNRESET|EPIPE|ERR_SSL\w*)\b|corrupt message|peer certificate|fatal alert|handshake/i;

function isFromPeer(error: unknown): boolean {
  // Thrown by what reads answers.
  if (error instanceof GuardError) return true;
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : "";
  return FROM_PEER.test(`${error.name} ${String(code)} ${error.message}`) ||
    isFromPeer(error.cause);
}

/** In the words of the system: only they name the file, or what there is too little of. */
function ownTrouble({ error }: Failure): StagesResult {
  const words = sayWhy(error).error;
  return whole({
    ...unasked(say`the guard itself could not ask: ${words}`),
    error: words,
  });
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && "body" in value;
}

async function attempt<T>(promise: Promise<T>): Promise<T | Failure> {
  try {
    return await promise;
  } catch (error) {
    return { error };
  }
}

/** True as soon as one of them is an answer, false when none is. */
async function eitherAnswers(
  one: Promise<Answer | Failure>,
  other: Promise<Answer | Failure>,
): Promise<boolean> {
  const answers = [one, other].map(async (it) => !isFailure(await it));
  return await Promise.race(answers) ||
    (await Promise.all(answers)).includes(true);
}

/** The value, or null when it is not there after `ms`. */
export async function within<T>(
  promise: Promise<T>,
  ms: number,
): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), Math.max(0, ms));
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
