/** Which texts of the sources are meant for people. */

/** Their texts are programs for a shell. */
const FOR_SHELLS = /^lib\/commands\/completions\/(bash|zsh|fish)\.ts$/;

/** Source files below a folder of the project, but for the catalog itself. */
export function filesOf(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return path === "lib/text/zh" ? [] : filesOf(path);
    return path.endsWith(".ts") && !FOR_SHELLS.test(path) ? [path] : [];
  }).sort();
}

/** Two words of letters, one after the other: more than a name or a key. */
export function isProse(text: string): boolean {
  return /(^|[^-\w])[A-Za-z][a-z']+,? [a-z][a-z']+($|[^-\w=])/.test(text);
}

/** `FILE: TEXT` of texts that look like sentences and are for machines. */
export const UNMARKED: ReadonlySet<string> = new Set([
  // Codes, compared and never shown.
  "lib/act/force_clean.ts: taken over",
  "lib/commands/emergency_stop/gateway.ts: taken over",
  "lib/guard/carry_out.ts: taken over",
  "lib/core/decision.ts: no connection",
  // Lines of the crontab.
  'lib/install/cron/table.ts: # BEGIN openclaw-guard (managed block: changes are lost, use "openclaw-guard uninstall")',
  "lib/install/cron/table.ts: # (there was no newline before this block)",
  // Commands.
  "lib/core/judge.ts: openclaw{0} gateway install",
  "lib/install/preflight.ts: {0} gateway install",
  "lib/core/unmask.ts: sudo systemctl --global unmask {0} && systemctl --user daemon-reload",
  // `config schema` is for editors and stays English.
  "lib/settings/json_schema.ts: Settings of openclaw-guard",
  // Commands of "doctor".
  "lib/base/gateway_unit.ts: sudo systemctl",
  "lib/commands/doctor/unit_policy.ts: sudo mkdir -p {0} && {1} | sudo tee -a {2}/restart.conf && {3} daemon-reload",
  "lib/commands/grant/command.ts: systemctl status polkit",
  "lib/install/uninstall.ts: sudo rm {0}",
  "lib/commands/doctor/clock.ts: sudo timedatectl set-ntp true",
  "lib/commands/doctor/files.ts: sudo chown -R {0} {1}",
  "lib/commands/doctor/files.ts: sudo chown {0}{1} {2}",
  "lib/commands/doctor/metrics.ts: sudo install -d -o {0} -m 0755 {1}",
  "lib/commands/doctor/metrics.ts: sudo ln -s {0} {1}",
  "lib/config/locked.ts: sudo chown {0} {1}",
  "lib/store/unwritable.ts: sudo chown -R {0} {1}",
  "lib/store/unwritable.ts: sudo install -d -m 700 -o {0} {1}",
  "lib/commands/doctor/gateway.ts: openclaw{0} channels status",
  "lib/commands/doctor/gateway.ts: openclaw-guard config show{0}",
  "lib/commands/doctor/guard.ts: openclaw-guard maintenance off{0}",
  "lib/commands/doctor/notify.ts: openclaw-guard notify add",
  "lib/commands/doctor/notify.ts: openclaw-guard notify test {0}",
  "lib/commands/doctor/port.ts: {0} gateway install --force",
  "lib/commands/doctor/other_watchdogs.ts: sudo systemctl",
  "lib/commands/doctor/other_watchdogs.ts: sudo grep -rn openclaw /etc/monit*",
  "lib/commands/doctor/session.ts: sudo systemctl {0} user@{1}.service",
  "lib/commands/doctor/tools.ts: sudo apt install",
  "lib/commands/doctor/tools.ts: sudo dnf install",
  "lib/commands/doctor/tools.ts: sudo pacman -S",
  "lib/commands/doctor/tools.ts: sudo zypper install",
  "lib/commands/doctor/schedule_cron.ts: sudo systemctl enable --now cron || sudo systemctl enable --now crond",
  "lib/commands/doctor/unit.ts: systemctl --user stop {0}; {1} gateway install",
  "lib/commands/doctor/unit.ts: {0} gateway install{1}",
  "lib/commands/doctor/unit.ts: {0} gateway install --force",
  // Told to programs.
  "lib/commands/demo/stand_in.ts: <!doctype html><title>stand-in</title>",
  "lib/commands/demo/supervisor.ts: not known to the demo\n",
]);

/** Files whose unmarked texts are for systemd, polkit, sudo and Prometheus. */
export const UNIT_FILES: ReadonlySet<string> = new Set([
  "lib/install/timer/units.ts",
  "lib/install/grant/texts.ts",
  "lib/core/metrics.ts",
]);

/** Files whose unmarked texts stand there in both languages. */
export const IN_BOTH_LANGUAGES = /^lib\/c.*description\.ts$/;
