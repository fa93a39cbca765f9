/** Stands in for `@std/log/logger` where only npm is reachable. */

import type { BaseHandler } from "./std_log_base_handler.ts";
import {
  getLevelByName,
  getLevelName,
  type LevelName,
  type LogLevel,
  LogLevels,
} from "./std_log_levels.ts";

/** One thing to be logged. */
export class LogRecord {
  readonly msg: string;
  readonly args: unknown[];
  readonly level: number;
  readonly levelName: string;
  readonly loggerName: string;
  readonly datetime: Date = new Date();

  constructor(
    options: {
      msg: string;
      args: unknown[];
      level: LogLevel;
      loggerName: string;
    },
  ) {
    this.msg = options.msg;
    this.args = [...options.args];
    this.level = options.level;
    this.levelName = getLevelName(options.level);
    this.loggerName = options.loggerName;
  }
}

/** Options of {@linkcode Logger}. */
export interface LoggerOptions {
  handlers?: BaseHandler[];
}

/** Passes records of its level and above on to its handlers. */
export class Logger {
  readonly loggerName: string;
  readonly levelName: LevelName;
  handlers: BaseHandler[];

  constructor(
    loggerName: string,
    levelName: LevelName,
    options: LoggerOptions = {},
  ) {
    getLevelByName(levelName); // throws for an unknown name
    this.loggerName = loggerName;
    this.levelName = levelName;
    this.handlers = options.handlers ?? [];
  }

  #log(level: LogLevel, msg: string, args: unknown[]): string {
    if (level >= getLevelByName(this.levelName)) {
      const { loggerName } = this;
      const record = new LogRecord({ msg, args, level, loggerName });
      for (const handler of this.handlers) handler.handle(record);
    }
    return msg;
  }

  info(msg: string, ...args: unknown[]): string {
    return this.#log(LogLevels.INFO, msg, args);
  }

  warn(msg: string, ...args: unknown[]): string {
    return this.#log(LogLevels.WARN, msg, args);
  }

  error(msg: string, ...args: unknown[]): string {
    return this.#log(LogLevels.ERROR, msg, args);
  }
}
