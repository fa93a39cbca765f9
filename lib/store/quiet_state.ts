/**
 * The part of the state file the healthy path needs, read and written without
 * the schema: loading and running it costs a fifth of such a tick. Each field
 * that is used is checked by hand; the rest passes through untouched until the
 * next full tick reads it with the schema.
 */

import type { Instant } from "../core/instant.ts";
import type { ProcessIdentity } from "../core/types.ts";
import { statPlainFile } from "../sys/plain_file.ts";

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
  readonly lastTickBootMs: number;
  readonly main: ProcessIdentity;
  readonly host: string;
  readonly port: number;
  readonly configPath: string;
  /** Why the gateway was found healthy, one sentence. */
  readonly why: string;
  /** The whole document. */
  readonly document: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** A larger state has something in it that is worth a full tick. */
const MAX_BYTES = 16 * 1024;

/** Null when the state does not allow a quiet tick, whatever the reason. */
export function readQuietState(path: string): QuietState | null {
  const info = statPlainFile(path);
  if (info === null || info.size > MAX_BYTES) return null;
  const text = Deno.readTextFileSync(path);
  if (!text.includes('"quiet":{')) return null;
  const document: unknown = JSON.parse(text);
  if (!isFields(document) || document["schema"] !== 1) return null;
  const { memory, snapshot, quiet } = document;
  if (!isFields(memory) || !isFields(snapshot) || !isFields(quiet)) return null;
  const { bootId, lastTick, incarnation, why } = memory;
  if (!isFields(lastTick) || !isFields(incarnation)) return null;
  const { host, port, tls, configPath, takenBootMs } = snapshot;
  const { pid, startTicks } = incarnation;
  const { settings, config } = quiet;
  const lastTickBootMs = lastTick["bootMs"];
  // TLS needs a certificate compared: the full tick's business.
  if (tls !== false) return null;
  return isText(bootId) && isText(why) && isText(host) && isText(configPath) &&
      isCount(port) && isCount(pid) && isCount(startTicks) &&
      isNumber(takenBootMs) && isNumber(lastTickBootMs) &&
      isStamp(settings) && isStamp(config)
    ? {
      terms: { settings, config },
      takenBootMs,
      ...{ bootId, lastTickBootMs, host, port, configPath, why, document },
      main: { pid, startTicks },
    }
    : null;
}

/**
 * Writes down that the gateway was seen well again.
 *
 * Renamed into place, so that a guard that is killed leaves the old state or
 * the new one. Without fsync, which would cost 1 to 30 ms of a disk's time
 * twice a minute for nothing: only a power cut can lose the write, that ends
 * the boot, and nothing a state says about an earlier boot is used
 * (core/memory.ts, recall). ext4 and btrfs write the data out at such a rename
 * anyway; where an empty file is left, the next tick starts afresh. States
 * before an action are written with fsync.
 *
 * @param path The caller holds the profile's lock, so the temporary name is
 * nobody else's.
 * @throws {Error} of the failing system call; the old state then stays.
 */
export function writeQuietState(
  path: string,
  { document }: QuietState,
  now: Instant,
): void {
  const { wallMs, bootMs } = now;
  const memory = document["memory"];
  const text = JSON.stringify({
    ...document,
    memory: {
      ...(isFields(memory) ? memory : {}),
      lastTick: { wallMs, bootMs },
    },
  });
  const temporary = `${path}.tmp-quiet`;
  Deno.writeTextFileSync(temporary, text + "\n", { mode: 0o600 });
  Deno.renameSync(temporary, path);
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
