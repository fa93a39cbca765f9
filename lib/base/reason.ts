/**
 * Why the system or the network refused something, in a sentence people
 * understand and that can be translated. Deno says it in English, with numbers
 * and the names of system calls.
 */

import { GuardError, messageOf } from "./errors.ts";
import { say } from "./say.ts";

/** How a reason is recognised; any one of these is enough. */
interface Reason {
  /** `errno` on Linux, which Deno writes as "(os error N)": errno(3). */
  readonly errno?: number;
  /** Names in `error.code` and `error.name`. */
  readonly codes?: readonly string[];
  /** What others say, who give no numbers: hyper, rustls, the resolver. */
  readonly words?: RegExp;
  readonly sentence: string;
}

/** The more exact ones first. */
const REASONS: readonly Reason[] = [
  {
    codes: ["ENOTFOUND", "EAI_AGAIN"],
    words: /failed to lookup address|dns error/,
    sentence: say`the host name cannot be resolved`,
  },
  {
    words: /certificate.*\b(?:UnknownIssuer|CaUsedAsEndEntity)/i,
    sentence: say`its certificate is not from an authority this machine trusts`,
  },
  {
    words: /certificate.*\b(?:expired|not ?valid ?yet)/i,
    sentence:
      say`its certificate has expired or is not valid yet; is the clock of this machine right?`,
  },
  {
    words: /certificate.*\bnot ?valid ?for ?name/i,
    sentence: say`its certificate is for another host name`,
  },
  { words: /certificate/i, sentence: say`its certificate is not accepted` },
  {
    words: /proxy authentication required/,
    sentence: say`the proxy wants a name and a password`,
  },
  {
    words: /unsuccessful tunnel/,
    sentence: say`the proxy refuses to connect there`,
  },
  {
    words: /tls handshake eof|received corrupt message|InvalidContentType/,
    sentence: say`what answers there does not speak TLS (https)`,
  },
  {
    words: /invalid HTTP version|invalid HTTP header/,
    sentence: say`what answers there does not speak HTTP`,
  },
  {
    errno: 111,
    codes: ["ECONNREFUSED"],
    sentence: say`the connection was refused`,
  },
  {
    errno: 110,
    codes: ["ETIMEDOUT", "TimeoutError"],
    words: /\btimed out\b/,
    sentence: say`there was no answer in time`,
  },
  {
    errno: 113,
    codes: ["EHOSTUNREACH"],
    sentence: say`there is no route to that machine`,
  },
  {
    errno: 101,
    codes: ["ENETUNREACH"],
    sentence: say`the network cannot be reached`,
  },
  {
    errno: 104,
    codes: ["ECONNRESET", "EPIPE"],
    words:
      /connection closed before message completed|end of file before|error reading a body/,
    sentence: say`the connection broke off`,
  },
  {
    errno: 2,
    codes: ["ENOENT"],
    sentence: say`there is no such file or folder`,
  },
  {
    errno: 20,
    codes: ["ENOTDIR"],
    sentence: say`a part of the path is not a folder`,
  },
  {
    errno: 21,
    codes: ["EISDIR"],
    sentence: say`it is a folder, not a file`,
  },
  { errno: 13, codes: ["EACCES"], sentence: say`permission denied` },
  { errno: 1, codes: ["EPERM"], sentence: say`the system does not permit it` },
  {
    errno: 28,
    codes: ["ENOSPC"],
    words: /No space left on device$/, // of a program, such as xz
    sentence: say`no space is left on the disk`,
  },
  {
    errno: 122,
    codes: ["EDQUOT"],
    sentence: say`the disk quota is used up`,
  },
  {
    errno: 30,
    codes: ["EROFS"],
    sentence: say`the file system is read-only`,
  },
  {
    errno: 5,
    codes: ["EIO"],
    sentence: say`the disk reports an input/output error`,
  },
  {
    errno: 8,
    codes: ["ENOEXEC"],
    sentence: say`it is not a program for this machine`,
  },
];

/**
 * The reason of a thrown value as one of our sentences, null when it is none of
 * the well-known ones. Since 2.9, Deno's `fetch` says only "fetch failed", and
 * why in the cause: the innermost cause that is known counts. A GuardError is a
 * sentence of ours already.
 */
export function wellKnownReason(error: unknown): string | null {
  if (!(error instanceof Error) || error instanceof GuardError) return null;
  const inner = wellKnownReason(error.cause);
  if (inner !== null) return inner;
  const code = "code" in error ? error.code : null;
  const errno = Number(/\bos error (\d+)\b/.exec(error.message)?.[1]);
  return REASONS.find((reason) =>
    reason.errno === errno ||
    reason.codes?.some((name) => name === code || name === error.name) ||
    reason.words?.test(error.message)
  )?.sentence ?? null;
}

/**
 * Like `messageOf`, but well-known reasons in a sentence of ours, without path
 * or address: for callers that say what could not be done and where. Give the
 * error as the `cause` too, which keeps its own words for who wants them.
 */
export function reasonOf(error: unknown): string {
  return wellKnownReason(error) ?? messageOf(innermost(error));
}

function innermost(error: unknown): unknown {
  return error instanceof Error && !(error instanceof GuardError) &&
      error.cause instanceof Error
    ? innermost(error.cause)
    : error;
}
