/**
 * The part of the state file the healthy path needs, read without the schema:
 * loading and running it costs a fifth of such a tick. Each field that is used
 * is checked by hand.
 */

import type { HeldSocket, ProcessIdentity } from "../core/types.ts";
import { readPlainText } from "../sys/plain_file.ts";

/**
 * What a full tick found so well that the next ones may look at less. Null in
 * the state: every tick looks at everything.
 */
export interface QuietTerms {
  /** The guard's settings, as of fileStamp(). */
  readonly settings: string | null;
  /** `openclaw.json`, as of fileStamp(). */
  readonly config: string | null;
}

/** What the healthy path knows before it asks. */
export interface QuietState {
  readonly terms: QuietTerms;
  /** When systemd was asked last. */
  readonly takenBootMs: number;
  readonly bootId: string;
  /** When the full check that wrote it ended. */
  readonly fullBootMs: number;
  readonly main: ProcessIdentity;
  /** What the unit listens with; null when that cannot be told. */
  readonly socket: HeldSocket | null;
  readonly host: string;
  readonly port: number;
  readonly configPath: string;
  /** Why the gateway was found healthy, one sentence. */
  readonly why: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A larger state has something in it that is worth a full tick. */
const MAX_BYTES = 16 * 1024;

/**
 * Null when the state does not allow a quiet tick.
 *
 * @throws {Error} when it cannot be read, or is too large; the full tick says so.
 */
export function readQuietState(path: string): QuietState | null {
  const text = readPlainText(path, MAX_BYTES);
  if (!text?.includes('"quiet":{')) return null;
  const document: unknown = JSON.parse(text);
  if (!isFields(document) || document["schema"] !== 1) return null;
  const { memory, snapshot, quiet } = document;
  if (!isFields(memory) || !isFields(snapshot) || !isFields(quiet)) return null;
  const { bootId, lastTick, incarnation, why } = memory;
  if (!isFields(lastTick) || !isFields(incarnation)) return null;
  const { host, port, tls, configPath, takenBootMs } = snapshot;
  const socket = heldSocket(snapshot["socket"]);
  if (socket === undefined) return null;
  const { pid, startTicks } = incarnation;
  const { settings, config } = quiet;
  const fullBootMs = lastTick["bootMs"];
  // TLS needs a certificate compared: the full tick's business.
  if (tls !== false) return null;
  return isText(bootId) && isText(why) && isText(host) && isText(configPath) &&
      isCount(port) && isCount(pid) && isCount(startTicks) &&
      isNumber(takenBootMs) && isNumber(fullBootMs) &&
      isStamp(settings) && isStamp(config)
    ? {
      terms: { settings, config },
      takenBootMs,
      ...{ bootId, fullBootMs, host, port, configPath, why },
      main: { pid, startTicks },
      socket,
    }
    : null;
}

/** Undefined: a guard of before wrote it, or it is none. */
function heldSocket(value: unknown): HeldSocket | null | undefined {
  if (value === null) return null;
  if (!isFields(value)) return undefined;
  const { pid, fd, inode } = value;
  return isCount(pid) && Number.isSafeInteger(fd) && isCount(inode)
    ? { pid, fd: Number(fd), inode }
    : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isStamp(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
