import assert from "node:assert/strict";
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
  for (const [folder, command] of cases) {
    const fragmentPath = `${folder}/${name}`;
    assert.equal(unmaskCommand({ name, fragmentPath }), command);
  }
});
