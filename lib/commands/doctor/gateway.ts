/** The gateway as it is now: does it answer, and can it do its work? */

import { commandFor } from "../../base/gateway_unit.ts";
import { formatDuration } from "../../base/duration.ts";
import type {
  ConfigFact,
  ListenerFact,
  ProbeResult,
  UnitFacts,
} from "../../core/types.ts";
import { probeGateway, probeReadiness } from "../../probe/http.ts";
import type { Endpoint } from "../../probe/endpoint.ts";
import { findElsewhere } from "../../probe/elsewhere.ts";
import { findAnswerer } from "../../probe/answerer.ts";
import { unreadyText } from "../../core/unready.ts";
import { forwards } from "../../probe/container.ts";
import { findListener } from "../../probe/listener.ts";
import { lookAtRefusal } from "../../probe/observe.ts";
import type { Readiness } from "../../probe/ready.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { Target } from "./target.ts";

const CHANNELS = checkNamed("channels");
const GATEWAY = checkNamed("gateway");

/** Shorter than those of a check: doctor promises to be quick. */
const LIMITS = {
  connectTimeoutMs: 800,
  httpTimeoutMs: 1500,
  healthTimeoutMs: 2000,
  maxBodyBytes: 65_536,
};

/** What was found. */
export interface GatewayFacts {
  readonly url: string;
  readonly port: number;
  readonly unit: UnitFacts | null;
  readonly probe: ProbeResult;
  readonly readiness: Readiness | null;
  readonly listener: ListenerFact | null;
  /** It says ok, but whether it is the unit's own process cannot be told. */
  readonly unseen: boolean;
  readonly emergencyStop: boolean;
  /** What it refuses; null unless it ended because of its config. */
  readonly config: ConfigFact | null;
  /** Since its process was started, ms; null when not known. */
  readonly upMs: number | null;
}

/** Channels and side cars need so long after a start, ms. */
const STARTS_WITHIN_MS = 3 * 60_000;

/** Asks the gateway. */
export async function examineGateway(
  context: Context,
  target: Target,
): Promise<Finding[]> {
  const { profile, unit, option, emergencyStop } = target;
  const overrides = target.settings.settings.endpoint;
  const ask = (where: Endpoint) => probeGateway(context.clock, where, LIMITS);
  let at = target.endpoint;
  let probe = await ask(at);
  const found = probe.outcome === "refused" && unit !== null
    ? await findElsewhere(context, profile, unit, overrides, ask)
    : null;
  if (found !== null) ({ endpoint: at, probe } = found);
  if (unit?.activeState === "inactive" && await target.elsewhere !== null) {
    return [GATEWAY.note(probe.detail)]; // "unit" tells whose it is
  }
  const healthy = probe.outcome === "healthy";
  const readiness = healthy
    ? await probeReadiness(at, LIMITS.connectTimeoutMs)
    : null;
  const doubtful = !healthy || unit?.activeState !== "active";
  const answers = healthy || probe.outcome === "unsupported";
  const answerer = unit !== null && answers
    ? (await findAnswerer(context, profile, at, unit, overrides)).listener
    : null;
  const holder = answerer ??
    (unit !== null && doubtful && probe.outcome !== "refused"
      ? await findListener(context, profile, at.port, unit)
      : null);
  const listener = holder !== null && unit !== null && forwards(unit, holder)
    ? null
    : holder;
  const config = !healthy && unit !== null
    ? await lookAtRefusal(context, profile, unit, at.configPath)
    : null;
  const startedMs = unit?.mainStartedMs ?? null;
  const upMs = startedMs === null
    ? null
    : context.clock.now().wallMs - startedMs;
  const { url, port, difference } = at;
  const unseen = healthy && unit?.activeState === "active" && answerer === null;
  return [
    ...difference === undefined
      ? []
      : [GATEWAY.warning(difference, `openclaw-guard config show${option}`)],
    ...judgeGateway({
      ...{ url, port, unit, probe, readiness, listener },
      ...{ unseen, emergencyStop, config, upMs },
    }, option),
  ];
}

/** What that means. */
export function judgeGateway(facts: GatewayFacts, option: string): Finding[] {
  const { unit, probe, readiness, listener, url, port } = facts;
  const healthy = probe.outcome === "healthy";
  if (healthy && listener !== null && unit !== null && !isRunning(unit)) {
    return [GATEWAY.warning(
      say`${url} says ok, but ${unit.name} is ${unit.activeState}: pid ${listener.pid} (${listener.command}) answers, which nobody brings back when it fails`,
      `ss -ltnp 'sport = :${port}'`,
    )];
  }
  if (listener !== null && listener.relation !== "unit") {
    return [GATEWAY.problem(
      say`port ${port} is held by pid ${listener.pid} of uid ${listener.uid} (${listener.command}), which is not your unit's gateway`,
      `ss -ltnp 'sport = :${port}'`,
    )];
  }
  const unready = unit === null ? null : unreadyText(unit, healthy);
  if (unready !== null) {
    return [
      healthy
        ? GATEWAY.problem(
          say`${unready}; the gateway does not say so to systemd: Type=exec in its unit ends that`,
        )
        : GATEWAY.note(unready),
    ];
  }
  if (healthy) {
    return [
      GATEWAY.ok(say`${url} says ok after ${Math.round(probe.latencyMs)} ms`),
      ...!facts.unseen ? [] : [GATEWAY.note(
        say`whether it is the unit's own process that says so cannot be seen, so it is believed`,
      )],
      ...readiness === null ? [] : judgeReadiness(readiness, facts, option),
    ];
  }
  if (facts.emergencyStop) {
    if (unit !== null && isRunning(unit)) {
      return [GATEWAY.problem(
        say`${unit.name} is ${unit.activeState} in spite of the emergency stop, and not well: ${probe.detail}; stop it again, or "openclaw-guard resume${option}" has the guard look after it`,
        `openclaw-guard emergency-stop${option}`,
      )];
    }
    return [GATEWAY.note(
      say`the gateway is stopped by an emergency stop, and stays so until "openclaw-guard resume${option}"`,
      `openclaw-guard resume${option}`,
    )];
  }
  if (unit?.activeState === "inactive") {
    return [GATEWAY.note(
      say`the gateway is stopped, and the guard leaves it so`,
      // Else the check "unit" says what has to be mended first.
      unit.loadState === "loaded" ? commandFor(unit, "start") : null,
    )];
  }
  const { config } = facts;
  if (config?.untried) {
    return [GATEWAY.problem(
      say`it refused its config, which has been changed since and was not tried yet`,
      config.repair,
    )];
  }
  if (config !== null && !config.contended && config.problems.length > 0) {
    return [GATEWAY.problem(
      say`it refuses its config: ${
        config.problems.reduce((list, problem) => say`${list}; ${problem}`)
      }`,
      config.repair,
    )];
  }
  const { outcome, detail } = probe;
  if (outcome === "unasked") return [GATEWAY.problem(detail)];
  const status = `openclaw-guard status${option}`;
  return [
    outcome === "unsupported"
      ? GATEWAY.note(
        say`${detail}: an old gateway, watched by its HTTP answer alone`,
        status,
      )
      : GATEWAY.problem(say`the gateway is not well: ${detail}`, status),
  ];
}

/** Whether its process may be there; systemd and the guard look after that. */
function isRunning({ activeState }: UnitFacts): boolean {
  return activeState !== "inactive" && activeState !== "failed";
}

function judgeReadiness(
  { ready, failing, suppressed }: Readiness,
  { unit, upMs }: Pick<GatewayFacts, "unit" | "upMs">,
  option: string,
): Finding[] {
  if (ready !== false) return [];
  const silent = suppressed.length === 0 ? [] : [CHANNELS.problem(
    say`OpenClaw's crash-loop breaker keeps channels silent (${
      suppressed.join(", ")
    }): a restart starts them, five minutes after the last crash`,
    unit === null ? null : commandFor(unit, "restart"),
  )];
  if (failing.length === 0 && suppressed.length > 0) return silent;
  const what = failing.join(", ") || say`it does not say why`;
  // Negative: a clock was set.
  const starting = upMs !== null && upMs >= 0 && upMs < STARTS_WITHIN_MS;
  return [
    ...silent,
    starting
      ? CHANNELS.note(
        say`/ready is not yet: ${what}; the gateway was started ${
          formatDuration(upMs)
        } ago and is still starting them`,
      )
      : CHANNELS.warning(
        say`/ready is not: ${what}; the cause is usually the network or a token`,
        `openclaw${option} channels status`,
      ),
  ];
}
