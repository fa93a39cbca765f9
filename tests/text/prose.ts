/** Which texts of the sources are meant for people. */

/** Their texts are programs for a shell. */
const FOR_SHELLS = /^lib\/cli\/completion_(bash|zsh|fish)\.ts$/;

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
  "lib/act/stop_clean.ts: taken over",
  "lib/cli/emergency_gateway.ts: taken over",
  "lib/cli/main_end_text.ts: taken over",
  "lib/core/record.ts: no connection",
  // Lines of the crontab.
  'lib/install/crontab.ts: # BEGIN openclaw-guard (managed block: changes are lost, use "openclaw-guard uninstall")',
  "lib/install/crontab.ts: # (there was no newline before this block)",
  // Commands.
  "lib/core/judge.ts: openclaw{0} gateway install",
  "lib/core/unmask.ts: sudo systemctl --global unmask {0} && systemctl --user daemon-reload",
  // `config schema` is for editors and stays English.
  "lib/store/settings_json_schema.ts: Settings of openclaw-guard",
  // Commands of "doctor".
  "lib/doctor/clock.ts: sudo timedatectl set-ntp true",
  "lib/doctor/files.ts: sudo chown -R {0} {1}",
  "lib/doctor/files.ts: sudo chown {0}{1} {2}",
  "lib/doctor/config.ts: sudo chown {0} {1}",
  "lib/store/unwritable.ts: sudo chown -R {0} {1}",
  "lib/store/unwritable.ts: sudo install -d -m 700 -o {0} {1}",
  "lib/doctor/gateway.ts: openclaw{0} channels status",
  "lib/doctor/guard.ts: openclaw-guard maintenance off{0}",
  "lib/doctor/port.ts: {0} gateway install --force",
  "lib/doctor/rivals.ts: sudo systemctl",
  "lib/doctor/rivals.ts: sudo grep -rn openclaw /etc/monit*",
  "lib/doctor/session.ts: sudo systemctl {0} user@{1}.service",
  "lib/doctor/tools.ts: sudo apt install",
  "lib/doctor/tools.ts: sudo dnf install",
  "lib/doctor/tools.ts: sudo pacman -S",
  "lib/doctor/tools.ts: sudo zypper install",
  "lib/doctor/schedule_cron.ts: sudo systemctl enable --now cron || sudo systemctl enable --now crond",
  "lib/doctor/unit.ts: {0} gateway install{1}",
  "lib/doctor/unit.ts: {0} gateway install --force",
  // Told to programs.
  "lib/demo/stand_in.ts: <!doctype html><title>stand-in</title>",
  "lib/demo/supervisor.ts: not known to the demo\n",
]);

/** Files whose unmarked texts are for systemd. */
export const UNIT_FILES: ReadonlySet<string> = new Set([
  "lib/install/timer_units.ts",
]);
