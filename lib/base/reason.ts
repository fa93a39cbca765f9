/**
 * Why the system or the network refused something, in a sentence people
 * understand and that can be translated. Deno says it in English, with numbers
 * and the names of system calls.
 */

import { GuardError, messageOf } from "./errors.ts";
import { say } from "./say.ts";

/**
 * How a reason is recognised: by its number on Linux (errno(3), which Deno writes
 * as "(os error N)"), by its name, or by what those say who give neither (hyper,
 * rustls, the resolver). What the system says comes first: the name of a file
 * stands behind it, and may have a word of the others.
 */
const REASONS: readonly (readonly [known: RegExp, sentence: string])[] = [
  [
    /\b(?:ENOTFOUND|EAI_AGAIN)\b|failed to lookup address|dns error/,
    say`the host name cannot be resolved`,
  ],
  [/\b(?:os error 111|ECONNREFUSED)\b/, say`the connection was refused`],
  [
    /\b(?:os error 110|ETIMEDOUT|TimeoutError|timed out)\b/,
    say`there was no answer in time`,
  ],
  [
    /\b(?:os error 113|EHOSTUNREACH)\b/,
    say`there is no route to that machine`,
  ],
  [/\b(?:os error 101|ENETUNREACH)\b/, say`the network cannot be reached`],
  [
    /\b(?:os error 104|ECONNRESET|EPIPE)\b|connection closed before message completed|end of file before|error reading a body/,
    say`the connection broke off`,
  ],
  [/\b(?:os error 2|ENOENT)\b/, say`there is no such file or folder`],
  [/\b(?:os error 20|ENOTDIR)\b/, say`a part of the path is not a folder`],
  [/\b(?:os error 21|EISDIR)\b/, say`it is a folder, not a file`],
  [/\b(?:os error 13|EACCES)\b/, say`permission denied`],
  [/\b(?:os error 1|EPERM)\b/, say`the system does not permit it`],
  [
    // The words end what a program says, such as xz.
    /\b(?:os error 28|ENOSPC)\b|No space left on device$/,
    say`no space is left on the disk`,
  ],
  [/\b(?:os error 122|EDQUOT)\b/, say`the disk quota is used up`],
  [/\b(?:os error 30|EROFS)\b/, say`the file system is read-only`],
  [/\b(?:os error 5|EIO)\b/, say`the disk reports an input/output error`],
  [/\b(?:os error 8|ENOEXEC)\b/, say`it is not a program for this machine`],
  [
    /certificate.*\b(?:UnknownIssuer|CaUsedAsEndEntity)/i,
    say`its certificate is not from an authority this machine trusts`,
  ],
  [
    /certificate.*\b(?:expired|not ?valid ?yet)/i,
    say`its certificate has expired or is not valid yet; is the clock of this machine right?`,
  ],
  [
    /certificate.*\bnot ?valid ?for ?name/i,
    say`its certificate is for another host name`,
  ],
  [/certificate/i, say`its certificate is not accepted`],
  [
    /proxy authentication required/,
    say`the proxy wants a name and a password`,
  ],
  [/unsuccessful tunnel/, say`the proxy refuses to connect there`],
  [
    /tls handshake eof|received corrupt message|InvalidContentType/,
    say`what answers there does not speak TLS (https)`,
  ],
  [
    /invalid HTTP version|invalid HTTP header/,
    say`what answers there does not speak HTTP`,
  ],
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
  const code = "code" in error ? error.code : "";
  const told = `${error.name} ${code} ${error.message}`;
  return REASONS.find(([known]) => known.test(told))?.[1] ?? null;
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
