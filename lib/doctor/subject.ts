/** What every check may know about the gateway it is about. */

import { messageOf } from "../core/errors.ts";
import { DEFAULT_PROFILE, unitName } from "../core/profile.ts";
import type { UnitFacts } from "../core/types.ts";
import { profileOption } from "../install/preflight.ts";
import { type Endpoint, resolveEndpoint } from "../probe/endpoint.ts";
import { readUnit } from "../probe/unit.ts";
import { peekState, type State } from "../store/state.ts";
import { profilePaths } from "../store/paths.ts";
import { tryLoadSettings, type UsableSettings } from "../store/settings.ts";
import type { Context } from "../sys/context.ts";
import { askCron, type Cron } from "./cron_environment.ts";

/** See the file's comment. */
export interface Subject {
  readonly profile: string;
  readonly unitName: string;
  /** null when systemd did not answer. */
  readonly unit: UnitFacts | null;
  readonly unitError: string | null;
  readonly endpoint: Endpoint;
  readonly settings: UsableSettings;
  readonly state: State;
  readonly cron: Cron;
  /** ` --profile NAME` for commands of the guard, "" for the default one. */
  readonly option: string;
  /** `openclaw` with its profile. */
  readonly openclaw: string;
}

/** Asks systemd and cron, and reads the guard's own files. */
export async function subjectOf(
  context: Context,
  profile: string,
): Promise<Subject> {
  const name = unitName(profile);
  const [{ unit, unitError }, cron, settings] = await Promise.all([
    unitOrError(context, name),
    askCron(context),
    tryLoadSettings(context, profile),
  ]);
  return {
    profile,
    unitName: name,
    unit,
    unitError,
    endpoint: resolveEndpoint(
      context,
      profile,
      unit,
      settings.settings.endpoint,
    ),
    settings,
    state: peekState(
      profilePaths(context, profile).state,
      context.clock.now(),
    ),
    cron,
    option: profileOption(profile),
    openclaw: profile === DEFAULT_PROFILE
      ? "openclaw"
      : `openclaw --profile ${profile}`,
  };
}

async function unitOrError(
  context: Context,
  name: string,
): Promise<Pick<Subject, "unit" | "unitError">> {
  try {
    return { unit: await readUnit(context, name), unitError: null };
  } catch (error) {
    return { unit: null, unitError: messageOf(error) };
  }
}
