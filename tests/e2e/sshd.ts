/** Real sshds in a lab, of its user: each host that is asked is a line of ~/.ssh/config. */

import type { Background, Lab } from "./lab.ts";
import { GUARD, HOME } from "./names.ts";

const SSHD = "/opt/lab/debian/usr/sbin/sshd";
const LIBRARIES = "/opt/lab/debian/usr/lib/x86_64-linux-gnu";

/** A host, as the lab's user names it to ssh. */
export interface LabHost {
  /** A pattern of ssh_config(5), such as "host-*". */
  readonly name: string;
  readonly port: number;
  /** What is run there whatever is asked for; undefined: what is asked for. */
  readonly says?: string;
  /** Nothing listens there. */
  readonly down?: boolean;
}

/** Starts them; the guard is where it is installed for a user. */
export async function startHosts(
  lab: Lab,
  hosts: readonly LabHost[],
): Promise<void> {
  lab.writeFile(`${HOME}/.ssh/authorized_keys`, "");
  await lab.mustUser([
    "sh",
    "-ec",
    `cd ~/.ssh
     ssh-keygen -q -t ed25519 -N '' -f key
     ssh-keygen -q -t ed25519 -N '' -f host_key
     cat key.pub >authorized_keys
     printf 'lab %s\\n' "$(cut -d' ' -f1,2 host_key.pub)" >known_hosts
     mkdir -p ~/.local/bin
     ln -sf "$0" ~/.local/bin/openclaw-guard`,
    GUARD,
  ]);
  // With what people have there for themselves, and what must not count here.
  const common = [
    ...["HostName 127.0.0.1", "HostKeyAlias lab", "IdentityFile ~/.ssh/key"],
    ...["ControlMaster auto", "ControlPath ~/.ssh/%C", "ControlPersist 600"],
    ...["RequestTTY force", "RemoteCommand exec bash -l", "ForwardAgent yes"],
  ].join("\n  ");
  lab.writeFile(
    `${HOME}/.ssh/config`,
    hosts.map(({ name, port }) => `Host ${name}\n  Port ${port}\n  ${common}\n`)
      .join(""),
  );
  const running = hosts.filter(({ down }) => !down)
    .map((host) => ({ host, sshd: startSshd(lab, host) }));
  for (const { host, sshd } of running) {
    await lab.waitFor(
      `sshd of ${host.name} listens: ${sshd.output}`,
      () => lab.listening(host.port),
      5000,
      100,
    );
  }
}

function startSshd(lab: Lab, { port, says }: LabHost): Background {
  const config = `${HOME}/.ssh/sshd-${port}.config`;
  lab.writeFile(
    config,
    [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${HOME}/.ssh/host_key`,
      "PidFile none",
      "UsePAM no",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      "MaxStartups 100",
      ...says === undefined ? [] : [`ForceCommand ${says}`],
      "",
    ].join("\n"),
  );
  return lab.background([
    ...["env", `LD_LIBRARY_PATH=${LIBRARIES}`],
    ...[SSHD, "-D", "-e", "-f", config],
  ]);
}
