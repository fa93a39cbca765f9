/** Tells those who want to hear of it what a person did with a command. */

import { messageOf } from "../base/errors.ts";
import type { Notice } from "../core/notice.ts";
import { dropFastTerms } from "../guard/fast/conditions.ts";
import { sendDue } from "../guard/send_due.ts";
import type { NotifySettings } from "../notify/notify_settings.ts";
import { enqueue } from "../notify/outbox.ts";
import { loadSideSettings } from "../settings/load_side.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { t } from "../text/speech.ts";

/**
 * Tells it now, within 10 s; what cannot be sent waits for the next check. For
 * the end of a command: nothing depends on it, and it throws nothing.
 *
 * @param profile Whose next check tries again.
 * @param make What there is to tell; asked only where somebody is told anything.
 */
export async function tellPeople(
  context: Context,
  profile: string,
  make: (notify: NotifySettings) => readonly Notice[],
): Promise<void> {
  try {
    const settings = await loadSideSettings(context);
    const { notify } = settings;
    if (notify.channels.length === 0) return;
    const notices = make(notify);
    if (notices.length === 0) return;
    enqueue(context, notify, notices);
    dropFastTerms(profilePaths(context, profile)); // they do not look for it
    await sendDue(context, settings, []);
  } catch (error) {
    context.terminal.err(
      t`openclaw-guard: cannot send messages: ${messageOf(error)}`,
    );
  }
}
