/**
 * The guard's log: one dated line for each thing seen or done. The only file
 * that imports `@std/log`, which is frozen upstream.
 */

import { folderOf } from "../base/path.ts";
import { BaseHandler } from "@std/log/base-handler";
import { Logger } from "@std/log/logger";
import { messageOf } from "../base/errors.ts";
import { localTimestamp } from "../base/local_time.ts";
import { maskSecrets } from "../base/mask.ts";
import { escapeUnsafe, safeLine } from "../base/safe_line.ts";
import { ensurePrivateDir } from "./atomic.ts";
import { say } from "../base/say.ts";
import type { Clock } from "../sys/clock.ts";
import { translate } from "../text/speech.ts";
import { refusePipe } from "../sys/plain_file.ts";

/** Severity of a record. */
type LogLevel = "INFO" | "WARN" | "ERROR";

/** Values that belong to a record, in the order in which they are shown. */
type LogFacts = Readonly<
  Record<string, string | number | boolean | null>
>;

/** Writes records to one profile's log. A log that was not used opens no file. */
interface GuardLog extends Disposable {
  /**
   * @param event Short name people search for, e.g. "hung".
   * @param sentence What was seen or done, and why.
   * @param facts Values that belong to it; never secrets.
   */
  info(event: string, sentence: string, facts?: LogFacts): void;
  /** Like {@linkcode GuardLog.info}, for what needs attention. */
  warn(event: string, sentence: string, facts?: LogFacts): void;
  /** Like {@linkcode GuardLog.info}, for what failed. */
  error(event: string, sentence: string, facts?: LogFacts): void;
}

/** Appends to a file that is opened for the first record. */
class AppendHandler extends BaseHandler {
  readonly #path: string;
  readonly #onFailure: (problem: string) => void;
  #file: Deno.FsFile | undefined;
  #failed = false;

  constructor(path: string, onFailure: (problem: string) => void) {
    super("INFO", { formatter: (record) => record.msg });
    this.#path = path;
    this.#onFailure = onFailure;
  }

  override log(line: string): void {
    try {
      if (this.#file === undefined) {
        ensurePrivateDir(folderOf(this.#path));
        refusePipe(this.#path);
        this.#file = Deno.openSync(this.#path, {
          append: true,
          create: true,
          mode: 0o600,
        });
      }
      // One write for each line: lines of two ticks never mix (O_APPEND).
      let rest = new TextEncoder().encode(line + "\n");
      while (rest.length > 0) rest = rest.subarray(this.#file.writeSync(rest));
    } catch (error) {
      // A full disk must not stop a check; once is enough to know.
      if (this.#failed) return;
      this.#failed = true;
      this.#onFailure(
        say`cannot write the log ${this.#path}: ${messageOf(error)}`,
      );
    }
  }

  override destroy(): void {
    this.#file?.close();
    this.#file = undefined;
  }
}

/**
 * The log at a path; its folder is made when the first record needs it.
 *
 * @param onFailure Told once, with a sentence, when records cannot be written.
 */
export function openLog(
  path: string,
  clock: Clock,
  onFailure: (problem: string) => void,
): GuardLog {
  const handler = new AppendHandler(path, onFailure);
  const logger = new Logger("guard", "INFO", { handlers: [handler] });
  const line = (
    level: LogLevel,
    event: string,
    sentence: string,
    facts: LogFacts = {},
  ) => logLine(clock.now().wallMs, level, event, translate(sentence), facts);
  return {
    info: (...record) => void logger.info(line("INFO", ...record)),
    warn: (...record) => void logger.warn(line("WARN", ...record)),
    error: (...record) => void logger.error(line("ERROR", ...record)),
    [Symbol.dispose]: () => handler.destroy(),
  };
}

/**
 * One line, without the newline at its end:
 * `2026-11-23 09:15:04 +0800 WARN  hung: no answer within 10 s reason=stuck`.
 *
 * @param wallMs Milliseconds since 1970.
 */
export function logLine(
  wallMs: number,
  level: LogLevel,
  event: string,
  sentence: string,
  facts: LogFacts,
): string {
  return [
    localTimestamp(wallMs),
    level.padEnd(5),
    safeLine(`${event}: ${sentence}`),
    ...Object.entries(facts).map(([name, value]) =>
      `${name}=${quoteValue(value)}`
    ),
  ].join(" ");
}

/** A value after "=": quoted when it could be mistaken for something else. */
function quoteValue(value: string | number | boolean | null): string {
  if (typeof value !== "string") return String(value);
  const text = maskSecrets(value);
  return /^[^\s"'=\\]+$/.test(text)
    ? escapeUnsafe(text)
    : escapeUnsafe(JSON.stringify(text));
}
