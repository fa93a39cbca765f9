/** What people have to know who set up a channel, beside what its fields are for. */

import { t } from "../../text/speech.ts";

/** Told before a field is asked for. */
export function adviceFor(type: string, field: string): string[] {
  if (type === "telegram" && field === "token") {
    return [
      t`OpenClaw's own bot will do, or a new one: write "/newbot" to @BotFather.`,
    ];
  }
  if (type === "telegram" && field === "chat") {
    return [
      t`To find the number of a chat: write something to the bot there and look at "openclaw logs --follow", or ask @userinfobot for your own. Never call getUpdates with OpenClaw's bot: it would take OpenClaw's messages away.`,
    ];
  }
  return [];
}
