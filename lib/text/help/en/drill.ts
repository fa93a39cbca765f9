import { say } from "../../../base/say.ts";

/** `openclaw-guard help drill`. */
export const HELP =
  say`Usage: openclaw-guard drill crash|freeze|stop|maintenance|port [options]

Breaks the gateway on purpose, watches who brings it back, tells how long that
took, and puts everything back. Agents at work are interrupted.

  crash        the main process is ended by SIGABRT: systemd must bring it back,
               and the guard must keep out of it
  freeze       the main process is stopped by SIGSTOP: the guard must bring it
               back, which nobody else would
  stop         the unit is stopped: the guard must leave it so; then it is
               started again
  maintenance  maintenance is switched on and the process frozen: nothing must
               happen; then it goes on
  port         a stranger (the drill) holds the port: the guard must report it
               and kill nobody; then the port is free again

  --profile NAME  the gateway of this OpenClaw profile
  --dry-run       say what would be done, or why it could not begin now
  --yes           do not ask
  --json          one JSON object at the end: schema, drill, profile, result,
                  why, restored, outageMs, stillAway, tookMs, timeline

Ctrl-C at any moment puts everything back. If the drill itself is killed, the
next check of the guard does. A drill does not begin while an incident,
maintenance or an emergency stop is on, or when the guard could not rescue it.
An emergency stop or maintenance that comes meanwhile ends it, and a gateway
that it has stopped then stays so.
Where nothing starts the guard, the drill runs its checks, every 10 seconds.

"drill freeze" costs what a real rescue costs: one of 6 restarts an hour and 10
a day, and attempt 1 of the ladder until the gateway was healthy for 10 minutes.
The others cost nothing. "drill crash" is possible once in 5 minutes: after
three crashes OpenClaw silences its channels.

Exit codes: 0 passed, 1 not confirmed, 2 failed, 70 could not begin,
130 interrupted.

Examples:
  openclaw-guard drill freeze --dry-run
      what would be done, or why it could not begin now
  openclaw-guard drill freeze
      asks, freezes it, shows the rescue as it happens, and "PASSED" at the end
  openclaw-guard drill crash --yes --json
      for scripts: one JSON object at the end`;
