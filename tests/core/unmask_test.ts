import assert from "node:assert/strict";
import { gatewayUnitOf, ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import { unmaskCommand } from "../../lib/core/unmask.ts";

Deno.test("C5: a mask is taken off where it is", () => {
  const name = "openclaw-gateway.service";
  const cases: [folder: string, command: string][] = [
    ["/home/ann/.config/systemd/user", `systemctl --user unmask ${name}`],
    ["", `systemctl --user unmask ${name}`],
    ["/run/user/7/systemd/user", `systemctl --user unmask --runtime ${name}`],
    ...["/etc/systemd/user", "/etc/xdg/systemd/user"].map((folder) =>
      [
        folder,
        `sudo systemctl --global unmask ${name} && systemctl --user daemon-reload`,
      ] as [string, string]
    ),
  ];
  const own = ownGatewayUnit(1000, "default");
  for (const [folder, command] of cases) {
    const fragmentPath = `${folder}/${name}`;
    assert.equal(unmaskCommand({ ...own, fragmentPath }), command);
  }
  const system = gatewayUnitOf(1000, "system", name, "default");
  assert.equal(
    unmaskCommand({ ...system, fragmentPath: `/etc/systemd/system/${name}` }),
    `sudo systemctl unmask ${name}`,
  );
  assert.equal(
    unmaskCommand({ ...system, fragmentPath: `/run/systemd/system/${name}` }),
    `sudo systemctl unmask --runtime ${name}`,
  );
});
