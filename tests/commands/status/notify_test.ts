import assert from "node:assert/strict";
import { notifyJson } from "../../../lib/commands/status/parts.ts";
import {
  UNTRIED,
  writeDeliveryState,
} from "../../../lib/notify/delivery_state.ts";
import { DEFAULT_SETTINGS } from "../../../lib/settings/load.ts";
import { sideSettings } from "../../../lib/settings/side.ts";
import { fakeContext } from "../../fake_context.ts";

const FAILED = { ...UNTRIED, why: "HTTP 404", failingSinceWallMs: 0 };
const PING = {
  triedWallMs: 0,
  told: null,
  failed: false,
  lastOkWallMs: null,
  why: "HTTP 500",
};

Deno.test("status --json has the channels and pings that fail, but none that the settings no longer have", () => {
  const context = fakeContext({
    home: Deno.makeTempDirSync(),
    uid: Deno.uid() ?? 0,
  });
  writeDeliveryState(context, {
    channels: { team: FAILED, gone: FAILED, fine: UNTRIED },
    pings: { liveness: PING, health: PING },
  });
  const side = sideSettings({
    notify: {
      channels: {
        team: { type: "slack", urlFile: "/x/y" },
        fine: { type: "slack", urlFile: "/x/y" },
        typo: { type: "slak" },
      },
    },
    ping: { healthFile: "/x/y" },
  });
  const settings = { ...DEFAULT_SETTINGS, ...side };
  const json = notifyJson(context, { settings, settingsError: null });
  assert.deepEqual(json.failing, [
    { name: "team", since: "1970-01-01T00:00:00.000Z", why: "HTTP 404" },
    { name: "ping.health", since: null, why: "HTTP 500" },
  ]);
  assert.equal(json.waiting, 0);
  assert.match(json.problems.join(), /unknown type "slak"/);
  // With settings that cannot be read nobody knows which there are.
  const unknown = notifyJson(context, {
    settings: DEFAULT_SETTINGS,
    settingsError: "it is no JSON5",
  });
  assert.deepEqual(unknown.failing.map(({ name }) => name), [
    "team",
    "gone",
    "ping.liveness",
    "ping.health",
  ]);
});
