import { say } from "../../../base/say.ts";

/** `openclaw-guard help demo`. */
export const HELP = say`Usage: openclaw-guard demo [--fast]

Shows the guard at work: a stand-in gateway freezes, hangs, crashes and is
stopped by hand, and the guard does what it would do to a real one. Takes 40
seconds. Needs no gateway, no systemd and no root, touches nothing of yours, and
leaves nothing behind, not even on Ctrl-C.

  --fast  in 15 seconds, for those who have seen it

Exit codes: 0 shown to the end, 70 something went wrong, 128 + n ended by
signal n (130: Ctrl-C).

Examples:
  openclaw-guard demo
      40 seconds: four failures, two rescues, two that are left alone
  openclaw-guard demo --fast
      the same in 15 seconds`;
