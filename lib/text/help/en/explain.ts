import { say } from "../../../base/say.ts";

/** `openclaw-guard help explain`. */
export const HELP =
  say`Usage: openclaw-guard explain [N] [--at TIME] [--list] [options]

Tells what the guard saw, which row of its decision table matched, why it acted
or did not, and what happens next: for the last check, or for an event.

  N               the Nth event counted back, 1 is the newest
  --at TIME       what held then: "14:05", "2026-11-23 14:05:30" (local time) or
                  "2026-11-23T14:05:30Z"; all of that minute or second, oldest
                  first (with --json the newest of it)
  --list          the last events with their numbers
  -n, --lines N   how many of them (default 20)
  --profile NAME  the gateway of this OpenClaw profile
  --json          for programs; the schema is stable ("schema": 1)

Nothing is looked at or changed; "status" looks at the gateway as it is now.

Examples:
  openclaw-guard explain
      why the last check did what it did, or nothing
  openclaw-guard explain --list
      the last 20 events with their numbers, 1 is the newest
  openclaw-guard explain 3
      what led to the third event counted back, and what followed
  openclaw-guard explain --at 14:05
      what held at five past two today`;
