/** How long `maintenance on` lasts. */

import { durationText } from "../../base/duration.ts";
import { UsageError } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import { parseDuration } from "../../cli/format.ts";
import { profileOption } from "../../base/profile.ts";

const SHORTEST_MS = 1000;

/**
 * What `--for` says.
 *
 * @param text Undefined when it was not given.
 * @returns Milliseconds.
 * @throws {UsageError} when it is no length, too short or too long.
 */
export function readLength(
  text: string | undefined,
  defaultMs: number,
  maximumMs: number,
  profile: string,
): number {
  if (text === undefined) return defaultMs;
  const ms = parseDuration(text);
  const quoted = JSON.stringify(text);
  const longest = durationText(maximumMs);
  if (ms === null) {
    throw new UsageError(
      say`cannot switch maintenance on for ${quoted}: give a time from 1s to ${longest}`,
      say`A whole number and a unit (s, m, h or d) such as 30m or 2h`,
    );
  }
  if (ms < SHORTEST_MS) {
    throw new UsageError(
      say`cannot switch maintenance on for ${quoted}: that is too short, the shortest is 1s`,
      say`End it with "openclaw-guard maintenance off${
        profileOption(profile)
      }"`,
    );
  }
  if (ms > maximumMs) {
    throw new UsageError(
      say`cannot switch maintenance on for ${quoted}: that is too long, the longest is ${longest}`,
      say`Give at most ${longest} and run it again later; "maintenance.max" in the settings is the limit`,
    );
  }
  return ms;
}
