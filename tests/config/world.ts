/** A home folder with a config, for tests of its backups. */

import type { Instant } from "../../lib/base/instant.ts";
import {
  recordHealthyConfig,
  type RecordResult,
} from "../../lib/config/record.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeClock, fakeContext, fakeTerminal } from "../fake_context.ts";

/** Change times of files cannot be set, so all times here lie around the real one. */
export interface ConfigWorld {
  readonly context: Context;
  readonly configPath: string;
  /** Folder of the generations. */
  readonly dir: string;
  /** Replaces the config as editors do: a new file under the name. */
  write(text: string | Uint8Array): void;
  /**
   * A healthy check one minute from now.
   *
   * @param started The gateway started before or after the last change.
   * @param laterMs Moves the check further into the future.
   */
  check(
    started: "before the change" | "after the change",
    options?: {
      laterMs?: number;
      version?: string | null;
      generations?: number;
    },
  ): Promise<RecordResult>;
  /** The moment of such a check. */
  now(laterMs?: number): Instant;
  /** Names of the files with generations. */
  files(): string[];
}

/** Makes one; `answers` make the terminal interactive. */
export function configWorld(answers: string[] = []): ConfigWorld {
  const home = Deno.makeTempDirSync();
  const stateDir = `${home}/.openclaw`;
  const configPath = `${stateDir}/openclaw.json`;
  Deno.mkdirSync(stateDir);
  const realMs = Date.now();
  const context = fakeContext({
    home,
    uid: Deno.uid() ?? 0,
    terminal: fakeTerminal(answers),
    clock: fakeClock({ wallMs: realMs + 60_000, bootMs: 7_200_000 }),
    roots: {
      proc: "/proc",
      cgroup: "/sys/fs/cgroup",
      tmp: home,
      etc: "/nowhere",
    },
  });
  let lives = 0;
  const { backups: dir } = profilePaths(context, "default");
  const now = (laterMs = 0) => ({
    wallMs: realMs + 60_000 + laterMs,
    bootMs: 7_200_000 + laterMs,
    bootId: "boot-1",
  });
  return {
    context,
    configPath,
    dir,
    now,
    write(text) {
      const bytes = typeof text === "string"
        ? new TextEncoder().encode(text)
        : text;
      lives++;
      Deno.writeFileSync(`${configPath}.new`, bytes, { mode: 0o600 });
      Deno.renameSync(`${configPath}.new`, configPath);
    },
    check(started, { laterMs = 0, version = null, generations = 20 } = {}) {
      return recordHealthyConfig(
        context,
        "default",
        {
          configPath,
          // A life that started later is another one.
          incarnation: started === "after the change"
            ? `after ${lives}`
            : "the first",
          incarnationStartedWallMs: started === "after the change"
            ? realMs + 30_000
            : realMs - 30_000,
          version,
        },
        now(laterMs),
        { backupGenerations: generations, backupDaily: 7 },
      );
    },
    files: () =>
      [...Deno.readDirSync(dir)].map(({ name }) => name)
        .filter((name) => name.endsWith(".json5")).sort(),
  };
}
