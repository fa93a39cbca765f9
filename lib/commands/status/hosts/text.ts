/** The lines of `status --host`: one for each host, and their sum. */

import { displayWidth, padToWidth } from "../../../base/width.ts";
import { formatDuration, listed } from "../../../cli/format.ts";
import { t, translate } from "../../../text/speech.ts";
import { painted, type StatusLook } from "../text.ts";
import { codeWord } from "../../../core/verdict_text.ts";
import { verdictText } from "../verdict.ts";
import { type HostAnswer, type RemoteGateway, UNKNOWN } from "./answer.ts";

/** What is printed as soon as a host has answered. */
export function hostLine(
  answer: HostAnswer,
  targets: readonly string[],
  look: StatusLook,
): string {
  const width = Math.max(...targets.map(displayWidth));
  return `${padToWidth(answer.target, width)}  ${
    painted(hostText(answer, look.nowMs), answer.exitCode, look)
  }`;
}

function hostText({ problem, gateways }: HostAnswer, nowMs: number): string {
  if (problem !== null) return t`unknown - ${translate(problem)}`;
  const [first, ...others] = gateways;
  if (first === undefined) return "";
  if (others.length === 0) return gatewayText(first, nowMs);
  return [
    `${first.profile}: ${gatewayText(first, nowMs)}`,
    ...others.map(({ profile, verdict, reason }) =>
      `${profile}: ${codeWord(verdict, reason)}`
    ),
  ].join("; ");
}

function gatewayText(gateway: RemoteGateway, nowMs: number): string {
  const { verdict, reason, since, guard, brokenConfig } = gateway;
  const text = verdictText(verdict, reason);
  const lengthMs = nowMs - Date.parse(since);
  return listed([
    guard?.checking === false ? t`NOBODY IS CHECKING; seen now: ${text}` : text,
    brokenConfig != null && t`its config is broken`,
    lengthMs >= 1000 && t`for ${formatDuration(lengthMs, 1)}`,
  ]);
}

/** The sum, for more than one host. */
export function sumText(answers: readonly HostAnswer[]): string {
  const count = (code: number) =>
    answers.filter(({ exitCode }) => exitCode === code).length;
  const counts = listed([
    count(0) > 0 && t`well: ${count(0)}`,
    count(1) > 0 && t`warning: ${count(1)}`,
    count(2) > 0 && t`critical: ${count(2)}`,
    count(UNKNOWN) > 0 && t`unknown: ${count(UNKNOWN)}`,
  ]);
  return t`hosts: ${answers.length}; ${counts}`;
}

/** `status --json` of other hosts, schema 1. */
export interface HostsJson {
  readonly schema: 1;
  /** The worst one. */
  readonly exitCode: number;
  /** In the order in which they were named. */
  readonly hosts: readonly (Omit<HostAnswer, "gateways"> & {
    /** Of its worst gateway, "unknown" when there is a problem. */
    readonly verdict: string;
  })[];
}

/** One document about all of them. */
export function hostsJson(
  answers: readonly HostAnswer[],
  exitCode: number,
): string {
  const json: HostsJson = {
    schema: 1,
    exitCode,
    hosts: answers.map(({ target, problem, gateways, status, exitCode }) => ({
      target,
      exitCode,
      verdict: gateways[0]?.verdict ?? "unknown",
      problem,
      status,
    })),
  };
  return JSON.stringify(json);
}
