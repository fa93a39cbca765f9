/** A guard that is installed, to be uninstalled. */

import { makeInstallCommand } from "../../../lib/commands/install/install.ts";
import { makeUninstallCommand } from "../../../lib/commands/install/uninstall.ts";
import { profilePaths, settingsPath } from "../../../lib/store/paths.ts";
import { ok, type World } from "../../install/world.ts";

/** Lines of others. */
export const FOREIGN = "MAILTO=me\r\n0 3 * * * /backup %x\n";

/** Installs profiles and gives each the files a guard that ran would have. */
export function installed(world: World, ...profiles: string[]) {
  return installedBy("cron", world, ...profiles);
}

/** The same, started by what is named. */
export async function installedBy(
  scheduler: "cron" | "systemd",
  world: World,
  ...profiles: string[]
) {
  const { context } = world;
  world.table = FOREIGN;
  world.file(world.program, "");
  const command = makeInstallCommand({
    program: () => world.program,
    check: () => Promise.resolve(0),
  });
  for (const profile of profiles) {
    const args = ["--profile", profile, "--scheduler", scheduler];
    await command.run(args, context);
    const paths = profilePaths(context, profile);
    for (
      const path of [
        paths.state,
        `${paths.state}.bad-20261123`,
        paths.lock,
        paths.maintenance,
        paths.log,
        `${paths.log}.1`,
        paths.history,
        `${paths.evidence}/a.txt`,
        `${paths.backups}/b.json`,
      ]
    ) world.file(path, "x");
  }
  world.file(settingsPath(context), "{}");
  world.lines.length = 0;
}

/** Runs the command as the program that is installed. */
export function uninstall(world: World, ...args: string[]): Promise<number> {
  const parts = { program: () => world.program };
  return makeUninstallCommand(parts).run(args, world.context);
}

/** What a guard answers to "version --json". */
export function answersAsGuard(world: World, ...paths: string[]) {
  world.intercept = (program) =>
    paths.includes(program)
      ? ok('{"name":"openclaw-guard","version":"0.1.0"}')
      : undefined;
}

/** Paths of the files below a folder, relative to it. */
export function below(world: World, folder: string): string[] {
  return Object.keys(world.snapshot(folder))
    .map((path) => path.slice(folder.length + 1)).sort();
}
