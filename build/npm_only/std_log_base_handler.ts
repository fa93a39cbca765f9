/** Stands in for `@std/log/base-handler` where only npm is reachable. */

import { getLevelByName, type LevelName } from "./std_log_levels.ts";
import type { LogRecord } from "./std_log_logger.ts";

export type { LevelName, LogRecord };

/** Turns a record into text. */
export type FormatterFunction = (logRecord: LogRecord) => string;

/** Options of {@linkcode BaseHandler}. */
export interface BaseHandlerOptions {
  formatter?: FormatterFunction;
}

/** Receives the records of a logger that are at least as severe as its level. */
export abstract class BaseHandler {
  readonly levelName: LevelName;
  formatter: FormatterFunction;

  constructor(levelName: LevelName, options: BaseHandlerOptions = {}) {
    getLevelByName(levelName); // throws for an unknown name
    this.levelName = levelName;
    this.formatter = options.formatter ??
      ((record) => `${record.levelName} ${record.msg}`);
  }

  /** Formats and logs a record, unless it is below the handler's level. */
  handle(logRecord: LogRecord): void {
    if (logRecord.level >= getLevelByName(this.levelName)) {
      this.log(this.format(logRecord));
    }
  }

  /** The text of a record. */
  format(logRecord: LogRecord): string {
    return this.formatter(logRecord);
  }

  /** Puts a formatted record where it belongs. */
  abstract log(msg: string): void;

  /** Frees what the handler holds. */
  destroy(): void {}

  [Symbol.dispose](): void {
    this.destroy();
  }
}
