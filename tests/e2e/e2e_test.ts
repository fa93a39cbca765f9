/**
 * The end-to-end suite: the compiled program in labs with a real systemd, cron
 * and OpenClaw. Needs root; prepare the machine with lab/setup.sh.
 *
 *     deno test --allow-all --no-check tests/e2e/e2e_test.ts [--filter F9]
 */

import "./scenarios/lab.ts";
import "./scenarios/recovery.ts";
import "./scenarios/restraint.ts";
import "./scenarios/second_gateway.ts";
import "./scenarios/people.ts";
import "./scenarios/commands.ts";
import "./scenarios/status.ts";
import "./scenarios/history.ts";
import "./scenarios/doctor.ts";
import "./scenarios/advice.ts";
import "./scenarios/advice_openclaw.ts";
import "./scenarios/advice_shared.ts";
import "./scenarios/drill.ts";
import "./scenarios/article_script.ts";
import "./scenarios/chaos_table.ts";
import "./scenarios/install.ts";
import "./scenarios/timer.ts";
import "./scenarios/told.ts";
import "./scenarios/profiles.ts";
import "./scenarios/root.ts";
import "./scenarios/system_unit.ts";
import "./scenarios/real.ts";
import "./scenarios/silence.ts";
import "./scenarios/oldest.ts";
import "./scenarios/config.ts";
import "./scenarios/days.ts";
import "./scenarios/config_files.ts";
import "./scenarios/unit_files.ts";
import "./scenarios/unit_kinds.ts";
import "./scenarios/upgrade.ts";
import "./scenarios/words.ts";
import "./scenarios/secrets.ts";
import "./scenarios/listens.ts";
import "./scenarios/hosts.ts";
import "./scenarios/monitoring.ts";
import "./scenarios/fleet.ts";
import "./scenarios/notify.ts";
import "./scenarios/notify_command.ts";
import { runScenarios } from "./scenario.ts";

await runScenarios();
