/** `config init`: writes the file with every setting in a comment. */

import { wrapToWidth } from "../../base/width.ts";
import { SETTINGS_JSON_SCHEMA } from "../../settings/json_schema.ts";
import { SETTINGS_REFERENCE } from "../../settings/table.ts";
import { t, translate } from "../../text/speech.ts";
import { folderOf } from "../../base/path.ts";
import { GuardError } from "../../base/errors.ts";
import { reasonOf } from "../../base/reason.ts";
import { followLinks } from "../../config/files.ts";
import {
  ensurePrivateDir,
  prepareFile,
  writeFileAtomic,
} from "../../store/atomic.ts";
import { settingsPath } from "../../store/paths.ts";
import { compactTime } from "../../sys/files.ts";
import { readPlainFile } from "../../sys/plain_file.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";

/** Longest line of a comment. */
const WIDTH = 76;

/** What has more than one value, and is written by `notify add` rather than by hand. */
const EXAMPLES = [
  {
    key: "notify.channels",
    example: { team: { type: "feishu", urlFile: "/home/me/team-url" } },
  },
  { key: "ping.livenessFile", example: "/home/me/ping-guard" },
  { key: "ping.healthFile", example: "/home/me/ping-gateway" },
];

/** Every setting with its default, in comments; as it is it changes nothing. */
export function initialSettings(): string {
  const sections = new Map<string, string[]>();
  const top: string[] = [];
  for (const { key, example } of [...SETTINGS_REFERENCE, ...EXAMPLES]) {
    const [first = "", name] = key.split(".");
    const section = SETTINGS_JSON_SCHEMA.properties?.[first];
    const indent = name === undefined ? "  " : "    ";
    const { description = "", default: value = example } = name === undefined
      ? section ?? {}
      : section?.properties?.[name] ?? {};
    const lines = [
      ...wrapToWidth(translate(description), WIDTH - indent.length - 3),
      `${JSON.stringify(name ?? first)}: ${JSON.stringify(value)},`,
    ].map((line) => `${indent}// ${line}`);
    if (name === undefined) top.push(...lines);
    else sections.set(first, [...sections.get(first) ?? [], ...lines]);
  }
  return [
    ...t`Settings of openclaw-guard. None are needed: remove the // before those
you want to change. "openclaw-guard config validate" checks the file.`
      .split("\n").map((line) => `// ${line}`),
    "{",
    ...top,
    ...[...sections].flatMap(([name, lines]) => [
      "",
      `  ${JSON.stringify(name)}: {`,
      ...lines,
      "  },",
    ]),
    "",
    `  // ${t`The same for one gateway only (openclaw --profile work).`}`,
    '  // "profiles": { "work": { "probe": { "port": 19001 } } },',
    "}",
    "",
  ].join("\n");
}

/** A larger one is no settings file that somebody wrote. */
const MAX_OLD_BYTES = 16 * 1024 * 1024;

/**
 * Writes it; where it is a link, as people who keep their settings elsewhere
 * have it, the file that the link points to.
 *
 * @returns The exit code.
 * @throws {GuardError} when there is one and `--force` was not given, or it
 * cannot be written; nothing is changed then.
 */
export function init(
  context: Context,
  force: boolean,
  dryRun: boolean,
): number {
  const { terminal } = context;
  const path = settingsPath(context);
  const old = readPlainFile(path, MAX_OLD_BYTES);
  if (old !== null && !force) {
    throw new GuardError(
      say`cannot write ${path}: it is there already`,
      say`Edit it, or add --force to replace it; the old one is then kept beside it`,
    );
  }
  const text = initialSettings();
  if (dryRun) {
    text.trimEnd().split("\n").forEach(terminal.out);
    return 0;
  }
  const file = followLinks(path);
  const copy = `${path}.${compactTime(context.clock.now().wallMs)}`;
  try {
    ensurePrivateDir(folderOf(path));
    const written = prepareFile(file, text);
    using _held = written; // a name of its own: see build/bundle.ts
    if (old !== null) writeFileAtomic(copy, old);
    written.commit();
  } catch (error) {
    if (error instanceof GuardError) throw error;
    throw new GuardError(
      say`cannot write ${file}: ${reasonOf(error)}`,
      file === path
        ? ""
        : say`Change that file where it is managed, or remove the link ${path}`,
      { cause: error },
    );
  }
  if (old !== null) terminal.out(t`The old file is now ${copy}.`);
  terminal.out(
    t`Wrote ${file}: every setting is in a comment, so the defaults hold.`,
  );
  return 0;
}
