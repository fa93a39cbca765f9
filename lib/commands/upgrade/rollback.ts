/** `upgrade --rollback`: the program and the previous one change places. */

import { GuardError } from "../../base/errors.ts";
import { exists } from "../../sys/files.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { lockUpgrades, whileIdle } from "./idle.ts";
import { placeOf, refuseForeign } from "../../install/program_file.ts";
import { changePlaces, makeWorkFolder } from "./work_folder.ts";
import {
  refuseUnusableSettings,
  tryProgram,
} from "../../install/try_program.ts";
import { compareVersions } from "../../base/version_order.ts";
import { carryOut, type UpgradeRun } from "./report.ts";

/** See the file's comment. */
export async function goBack(run: UpgradeRun): Promise<number> {
  const { context, parts } = run;
  const place = placeOf(parts.program());
  refuseForeign(context, place);
  if (!exists(place.previous)) {
    throw new GuardError(
      say`cannot go back: there is no ${place.previous}`,
      say`Name a version instead: openclaw-guard upgrade --version VERSION`,
    );
  }
  refuseForeign(context, { ...place, program: place.previous });
  const version = await tryProgram(context, place.previous);
  if (sameFile(place.program, place.previous)) {
    throw new GuardError(
      say`cannot go back: ${place.previous} is the program in use, ${version}`,
      say`Name a version instead: openclaw-guard upgrade --version VERSION`,
    );
  }
  return await carryOut(
    run,
    {
      ...{ action: "rollback", target: version, place, source: null },
      newer: compareVersions(version, parts.version) > 0,
    },
    say`Replace openclaw-guard ${parts.version} by ${version}?`,
    async () => {
      await refuseUnusableSettings(
        context,
        place.previous,
        version,
        place.program,
      );
      const lock = await lockUpgrades(context);
      using _locked = lock;
      const work = makeWorkFolder(place.folder);
      using _made = work;
      await whileIdle(context, () => changePlaces(place, work.path));
    },
    [t`  forth again   openclaw-guard upgrade --rollback`],
  );
}

function sameFile(one: string, other: string): boolean {
  const [left, right] = [Deno.statSync(one), Deno.statSync(other)];
  return left.ino === right.ino && left.dev === right.dev;
}
