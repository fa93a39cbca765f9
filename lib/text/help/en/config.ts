import { say } from "../../../base/say.ts";

/** `openclaw-guard help config`. */
export const HELP =
  say`Usage: openclaw-guard config show [--profile NAME] [--json]
       openclaw-guard config validate [--json]
       openclaw-guard config schema
       openclaw-guard config init [--force] [--dry-run]

The guard's own settings, ~/.config/openclaw-guard/config.json. None are needed.

  show      what holds, and whether default, file, environment or unit says so
  validate  what is wrong with the file, a line each
  schema    JSON Schema of the file, for editors ("$schema" may name it)
  init      write a file with every setting in a comment
              --force    replace one that is there; the old one is kept

Exit codes: 0 fine, 70 the file cannot be used.

Examples:
  openclaw-guard config init
      ~/.config/openclaw-guard/config.json, every setting in a comment
  openclaw-guard config validate
      what is wrong, a line each; exit code 0 when nothing is
  openclaw-guard config show --profile work
      what holds for this gateway, and where each value comes from
  openclaw-guard config schema > openclaw-guard.schema.json
      for an editor that checks while you type`;
