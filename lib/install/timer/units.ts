/** The texts of the guard's own systemd user units: a timer and what it starts. */

import { GuardError } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import type { CheckCommand } from "../check_variables.ts";

/** Starts a check every 30 seconds. */
export const TIMER = "openclaw-guard.timer";
/** Is one check. */
export const SERVICE = "openclaw-guard.service";

/** The first line of a file that is the guard's to change and to remove. */
const MARKER =
  '# Managed by openclaw-guard: changes are lost, use "systemctl edit". Removed by "openclaw-guard uninstall".';
const MARKED = /^# Managed by openclaw-guard(?:[\s:]|$)/;

/** Whether a unit file was written by the guard, this version or another. */
export function isOurs(text: string): boolean {
  return MARKED.test(text);
}

/**
 * The timer. The calendar gives the same two moments a minute as the crontab
 * lines, needs no earlier run to count from, and goes on after a reload of
 * systemd and after the clock was set (systemd.timer(5)). While a check is
 * still running systemd starts no second one; one that was due meanwhile
 * follows at once.
 */
export function timerText(): string {
  return `${MARKER}
[Unit]
Description=openclaw-guard: a check every 30 seconds

[Timer]
OnCalendar=*:*:0/30
# The default is a minute.
AccuracySec=1s

[Install]
WantedBy=timers.target
`;
}

/**
 * The service. It may be ended at any moment: the gateway is started by systemd
 * in a control group of its own, and the next check carries on with a rescue.
 *
 * Only what needs no privilege and no mount namespace is restricted: user
 * managers get one only with a user namespace, where other uids show as
 * "nobody", the processes of the gateway cannot be told for sure and
 * /tmp/openclaw-maintenance may be another file (PrivateTmp=, ProtectSystem=,
 * ProtectHome=, PrivateUsers=, ProtectProc= …). MemoryDenyWriteExecute= would
 * keep V8 from compiling; CapabilityBoundingSet= needs a capability to set.
 * Neither Nice= nor a scheduling policy: without privileges they only go down.
 *
 * @throws {GuardError} when a unit file cannot hold the path or a variable.
 */
export function serviceText({ program, variables }: CheckCommand): string {
  return `${MARKER}
[Unit]
Description=openclaw-guard: one check of the OpenClaw Gateway
Documentation=https://github.com/openclaw-guard/openclaw-guard
# A check that cannot be started is tried again 30 seconds later, for ever.
StartLimitIntervalSec=0

[Service]
Type=oneshot
ExecStart=${execStart(program)}
# The verdicts "warning", "critical" and "unknown" are no failures of the guard.
SuccessExitStatus=1 2 3
# A check ends itself after 10 minutes.
TimeoutStartSec=15min
TimeoutStopSec=10s
# As under cron: the language is the one "install" met, not the manager's.
UnsetEnvironment=LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES
# The files are where "install" had them, whatever the manager has in mind.
${
    environment(variables)
  }# The guard keeps a log of its own; two "Starting", "Finished" a minute are noise.
StandardOutput=null
StandardError=journal
SyslogIdentifier=openclaw-guard
SyslogLevel=warning
LogLevelMax=notice
UMask=0077
# What a check never needs. No file system namespace: it must see /tmp, /proc
# and the real user ids. No MemoryDenyWriteExecute: the JavaScript engine compiles.
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
`;
}

/** Assignments (systemd.exec(5), "Environment="): a dollar means nothing there. */
function environment(variables: CheckCommand["variables"]): string {
  return Object.entries(variables).map(([name, value]) => {
    refuseControls(value);
    const word = `${name}=${value}`.replaceAll("%", "%%")
      .replaceAll(/["\\]/g, "\\$&");
    return `Environment="${word}"\n`;
  }).join("");
}

function refuseControls(path: string): void {
  // deno-lint-ignore no-control-regex -- these are the characters to refuse
  if (!/[\x00-\x1f\x7f]/.test(path)) return;
  throw unwritable(path);
}

function unwritable(path: string): GuardError {
  return new GuardError(
    say`cannot write the path ${JSON.stringify(path)} in a unit file`,
    say`Take a folder with a plainer name`,
  );
}

/**
 * The command line of a check (systemd.service(5), "Command lines"). systemd
 * refuses quotes and backslashes in the program itself, so sh is given such a
 * path as an argument, and becomes it.
 */
function execStart(program: string): string {
  if (!program.startsWith("/")) throw unwritable(program);
  refuseControls(program);
  const specifiers = program.replaceAll("%", "%%");
  if (/["'\\]/.test(program)) {
    const word = specifiers.replaceAll("$", "$$$$")
      .replaceAll(/["\\]/g, "\\$&");
    return `/bin/sh -c "exec \\"$$0\\" check" "${word}"`;
  }
  // The colon keeps "$" as it is; systemd before 244 does not know it.
  const verbatim = program.includes("$") ? ":" : "";
  return `${verbatim}"${specifiers}" check`;
}
