/** Looks at gateway and guard once, without touching either. */

import type { Instant } from "../../base/instant.ts";
import type { Verdict } from "../../core/types.ts";
import { isItself } from "../../core/judge_running.ts";
import { findAnswerer } from "../../probe/answerer.ts";
import { quickProbe } from "../../probe/http.ts";
import { gatewayProcess } from "../../probe/started_with.ts";
import { readUnit } from "../../probe/unit.ts";
import { fileStamp } from "../../store/file_stamp.ts";
import { readHistory } from "../../store/history.ts";
import { type ProfilePaths, profilePaths } from "../../store/paths.ts";
import { peekState } from "../../store/state.ts";
import type { GuardRecord, Sample } from "./expectations.ts";
import type { DrillSetup } from "./prepare.ts";

/** A loaded machine answers late; a frozen gateway slows the timeline by this, ms. */
const HEALTH_TIMEOUT_MS = 1500;

/** Takes one sample after the other. */
export class Sampler {
  readonly #drill: DrillSetup;
  readonly #began: Instant;
  readonly #paths: ProfilePaths;
  #records: readonly GuardRecord[] = [];
  #historyStamp: string | null;
  #lastTickBootMs: number | null;
  #checks = 0;
  #verdict: Verdict | null = null;

  constructor(drill: DrillSetup) {
    this.#drill = drill;
    this.#began = drill.context.clock.now();
    this.#paths = profilePaths(drill.context, drill.profile);
    const { memory } = peekState(this.#paths.state, this.#began);
    this.#lastTickBootMs = memory.lastTick?.bootMs ?? null;
    this.#historyStamp = fileStamp(this.#paths.history);
  }

  /** Milliseconds since the drill began. */
  get atMs(): number {
    return this.#drill.context.clock.now().bootMs - this.#began.bootMs;
  }

  /** @throws {UserBusError} when systemd cannot be asked. */
  async take(): Promise<Sample> {
    const atMs = this.atMs;
    const { context, profile, prepared } = this.#drill;
    const { endpoint, overrides } = prepared;
    const [unit, answers] = await Promise.all([
      readUnit(context, prepared.unit),
      quickProbe(endpoint, HEALTH_TIMEOUT_MS),
    ]);
    const healthy = answers && unit.activeState === "active" &&
      isItself(
        (await findAnswerer(
          context,
          profile,
          endpoint,
          unit,
          overrides,
        )).listener,
      );
    // First what was written down, then the check that wrote it.
    this.#readRecords();
    const settled = this.#readState();
    return {
      atMs,
      activeState: unit.activeState,
      subState: unit.subState,
      main: gatewayProcess(context, unit),
      healthy,
      checks: this.#checks,
      verdict: this.#verdict,
      settled,
      records: this.#records,
    };
  }

  #readState(): boolean {
    const now = this.#drill.context.clock.now();
    const { memory } = peekState(this.#paths.state, now);
    const tick = memory.lastTick?.bootMs ?? null;
    // A rescue is saved at each of its steps; those are no checks of their own.
    const whole = memory.rescue === null;
    if (tick !== null && tick !== this.#lastTickBootMs && whole) {
      this.#lastTickBootMs = tick;
      this.#checks++;
      this.#verdict = memory.verdict;
    }
    const late = memory.lateTickBootMs;
    return late === null ||
      now.bootMs - late >=
        this.#drill.prepared.policy.settleAfterResumeMs;
  }

  #readRecords(): void {
    const stamp = fileStamp(this.#paths.history);
    if (stamp === this.#historyStamp) return;
    this.#historyStamp = stamp;
    const began = new Date(this.#began.wallMs).toISOString();
    this.#records = readHistory(this.#drill.context, this.#drill.profile).events
      .filter(({ at, event }) => at >= began && !event.startsWith("drill"));
  }
}
