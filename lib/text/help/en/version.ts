import { say } from "../../../base/say.ts";

/** `openclaw-guard help version`. */
export const HELP = say`Usage: openclaw-guard version [--json]

The program's version.

  --json  one JSON object: schema, name, version, deno, target

Examples:
  openclaw-guard version
      openclaw-guard and the version, one line
  openclaw-guard --version
      the same`;
