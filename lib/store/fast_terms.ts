/**
 * What a full tick found so well that the next ones may look at less. A file of
 * its own, made for the healthy path: reading the state with its schema would
 * cost a fifth of such a tick.
 *
 * It holds for one state file only, the one that tick wrote last, known by its
 * stamp. Whoever writes the state afterwards (a tick that acts, a person's
 * command, an older version of the guard) ends the terms by that alone, and a
 * guard that dies between the two files leaves terms that hold for nothing.
 */

import type { HeldSocket, ProcessIdentity } from "../core/types.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { fileStamp } from "./file_stamp.ts";
import type { ProfilePaths } from "./paths.ts";

/** What the healthy path knows before it asks. */
export interface FastTerms {
  readonly schema: 1;
  /** The state file, as of fileStamp(). */
  readonly state: string;
  /** The guard's settings, as of fileStamp(). */
  readonly settings: string | null;
  /** `openclaw.json`, as of fileStamp(). */
  readonly config: string | null;
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
  /** Something may have to be sent, which needs the whole program; missing: nothing. */
  readonly sends?: true;
}

/** What the guard itself writes never gets so long. */
const MAX_BYTES = 16 * 1024;

/**
 * Null when there are none, or they are those of another state.
 *
 * Its values are not checked one by one: the stamp shows that the guard wrote
 * them, and one that is missing or of another type makes a full tick.
 *
 * @throws {Error} when it cannot be read, or is too large: a full tick, too.
 */
export function readFastTerms(
  paths: Pick<ProfilePaths, "fastTerms" | "state">,
): FastTerms | null {
  const text = readPlainText(paths.fastTerms, MAX_BYTES);
  if (text === null) return null;
  const terms: FastTerms = JSON.parse(text);
  return terms.schema === 1 && typeof terms.why === "string" &&
      typeof terms.state === "string" && terms.state === fileStamp(paths.state)
    ? terms
    : null;
}
