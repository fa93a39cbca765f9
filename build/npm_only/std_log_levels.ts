/** Stands in for `@std/log/levels` where only npm is reachable. */

/** Severity of a record; a higher number is worse. */
export const LogLevels = {
  NOTSET: 0,
  DEBUG: 10,
  INFO: 20,
  WARN: 30,
  ERROR: 40,
  CRITICAL: 50,
} as const;

/** Name of a level. */
export type LevelName = keyof typeof LogLevels;
/** Number of a level. */
export type LogLevel = (typeof LogLevels)[LevelName];

/** All names, mildest first. */
export const LogLevelNames = Object.keys(LogLevels) as LevelName[];

/** @throws {Error} for an unknown name. */
export function getLevelByName(name: LevelName): LogLevel {
  if (!LogLevelNames.includes(name)) {
    throw new Error(`no log level has the name ${name}`);
  }
  return LogLevels[name];
}

/** @throws {Error} for an unknown number. */
export function getLevelName(level: LogLevel): LevelName {
  const name = LogLevelNames.find((name) => LogLevels[name] === level);
  if (name === undefined) throw new Error(`no log level has number ${level}`);
  return name;
}
