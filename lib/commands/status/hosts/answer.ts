/** What a machine says when it is asked for `status --json`. Nothing in it is trusted. */

import * as z from "zod/mini";
import { parseJsonAs } from "../../../base/parse_json.ts";
import { say } from "../../../base/say.ts";
import { statusExitCode, worstExitCode } from "../../../cli/exit_code.ts";
import { formatBytes, formatDuration } from "../../../cli/format.ts";
import { VERDICTS } from "../../../core/types.ts";
import type { RunResult } from "../../../sys/command.ts";

/** Longer answers are not read; that of a gateway has some kB. */
export const MAX_ANSWER_BYTES = 1 << 20;
/** The exit code of a host that is not known to be well or not. */
export const UNKNOWN = 3;
/** ssh's own, ssh(1). */
const SSH_FAILED = 255;
/** The shell's. */
const NOT_FOUND = 127;

const word = z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/));
const gateway = z.object({
  profile: z.string().check(z.maxLength(100)),
  verdict: word,
  reason: z.nullable(word),
  since: z.string().check(z.maxLength(40)),
  // What an older one does not tell is not held against it.
  brokenConfig: z.nullish(z.looseObject({})),
  guard: z.optional(z.object({ checking: z.nullable(z.boolean()) })),
});
const answer = z.looseObject({
  schema: z.number(),
  ...gateway.shape,
  others: z.optional(z.array(gateway)),
});

/** The parts of one gateway's report that are looked at. */
export type RemoteGateway = z.infer<typeof gateway>;

/** How a host is. */
export interface HostAnswer {
  /** As the person named it. */
  readonly target: string;
  /** Why nothing is known of its gateways; null: `gateways` tells. */
  readonly problem: string | null;
  /** The worst first; none when there is a problem. */
  readonly gateways: readonly RemoteGateway[];
  /** What its `status --json` printed; null: nothing that could be used. */
  readonly status: Readonly<Record<string, unknown>> | null;
  /** As of `status` there; 3 when nothing is known. */
  readonly exitCode: number;
}

/** Understands how ssh ended. */
export function readAnswer(
  target: string,
  result: RunResult,
  timeoutMs: number,
): HostAnswer {
  const { stdout, stderr, code, timedOut } = result;
  if (new TextEncoder().encode(stdout).length > MAX_ANSWER_BYTES) {
    return unknown(
      target,
      say`its answer has more than ${formatBytes(MAX_ANSWER_BYTES)}`,
    );
  }
  // A .bashrc that greets people greets ssh, too: the answer is one line.
  const status = parseJsonAs(answer, lastLine(stdout));
  if (status?.schema === 1) {
    const gateways = [status, ...status.others ?? []]
      .toSorted((one, other) => severity(other) - severity(one));
    return {
      target,
      problem: null,
      gateways,
      status,
      exitCode: worstExitCode(gateways.map(gatewayExitCode)),
    };
  }
  const last = lastLine(stderr).slice(0, 300);
  const because = last === "" ? say`exit code ${code}` : last;
  return unknown(
    target,
    timedOut
      ? say`no whole answer within ${formatDuration(timeoutMs)}`
      : code === SSH_FAILED
      ? say`it cannot be reached: ${because}`
      : status !== null
      ? say`its answer has the schema ${status.schema}, which only a newer openclaw-guard understands`
      : code === NOT_FOUND
      ? say`openclaw-guard was not found there: ${because}`
      : say`its answer is no status of openclaw-guard: ${because}`,
  );
}

/** A host that nothing is known of. */
export function unknown(target: string, problem: string): HostAnswer {
  return { target, problem, gateways: [], status: null, exitCode: UNKNOWN };
}

/** The exit code of `status` for one of its gateways. */
function gatewayExitCode(
  { verdict, guard, brokenConfig }: RemoteGateway,
): number {
  const known = VERDICTS.find((name) => name === verdict);
  return known === undefined
    ? UNKNOWN
    : statusExitCode(known, guard?.checking ?? null, brokenConfig != null);
}

/** The order of {@linkcode worstExitCode}: critical, unknown, warning, well. */
function severity(gateway: RemoteGateway): number {
  return [0, 1, UNKNOWN, 2].indexOf(gatewayExitCode(gateway));
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
