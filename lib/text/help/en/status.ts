import { say } from "../../../base/say.ts";

/** `openclaw-guard help status`. */
export const HELP =
  say`Usage: openclaw-guard status [--watch [SECONDS]] [--profile NAME] [--json]

Looks at the gateway now and tells whether it is fine, since when, what happened
lately and what happens next. Nothing is changed and nothing is counted. Without
--profile all gateways the guard watches: a line for each, and more about those
in trouble.

  --profile NAME     only this gateway (openclaw --profile NAME)
  --watch [SECONDS]  again and again, every 2 seconds or as often as you say
                     (1 to 3600), until Ctrl-C; in a pipe a line for each change
  --json             for programs; the schema is stable ("schema": 1); without
                     --profile the other gateways are in "others"

Exit codes: 0 healthy or rightly left alone, 1 warning, also when nobody checks
it (the guard is not installed, or nothing starts it) or its config is broken,
2 critical, 3 unknown.

Examples:
  openclaw-guard status
      "OpenClaw Gateway (default): healthy - it works" and what belongs to it
  openclaw-guard status --watch
      the same, always as it is now
  openclaw-guard status --watch 10 >> changes.txt
      a line with the time whenever something changes
  openclaw-guard status --json | jq -r .verdict
      healthy`;
