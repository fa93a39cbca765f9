/** A folder that looks like proc(5), for processes no test can really make. */

/** What a process of the fake looks like; defaults are those of an orphan. */
export interface FakeProcess {
  readonly pid: number;
  readonly ppid?: number;
  readonly uid?: number;
  readonly comm?: string;
  readonly state?: string;
  readonly terminal?: number;
  readonly startTicks?: number;
  readonly utime?: number;
  readonly stime?: number;
  readonly argv?: readonly string[];
  /** Contents of the file cgroup. */
  readonly cgroup?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** What its descriptors point to. */
  readonly open?: readonly string[];
}

/** Writes a process into the folder. */
export function writeProcess(root: string, process: FakeProcess): void {
  const { pid, ppid = 1, uid = 1000, comm = "node", state = "S" } = process;
  const { terminal = 0, startTicks = 5000, utime = 3, stime = 4 } = process;
  const { argv = [], cgroup = "0::/init.scope\n", open = [] } = process;
  const { environment = {} } = process;
  const folder = `${root}/${pid}`;
  Deno.mkdirSync(`${folder}/fd`, { recursive: true });
  // Fields 1 to 22 of proc_pid_stat(5), and one more.
  const stat = [
    pid,
    `(${comm})`,
    state,
    ppid,
    pid,
    pid,
    terminal,
    -1,
    0,
    0,
    0,
    0,
    0,
    utime,
    stime,
    0,
    0,
    20,
    0,
    1,
    0,
    startTicks,
    123,
  ];
  Deno.writeTextFileSync(`${folder}/stat`, stat.join(" ") + "\n");
  Deno.writeTextFileSync(
    `${folder}/status`,
    `Name:\t${comm}\nUid:\t4711\t${uid}\t${uid}\t${uid}\nGid:\t1\t1\t1\t1\n`,
  );
  const zeroEnded = (words: readonly string[]) =>
    words.map((word) => `${word}\0`).join("");
  Deno.writeTextFileSync(`${folder}/cmdline`, zeroEnded(argv));
  Deno.writeTextFileSync(`${folder}/cgroup`, cgroup);
  Deno.writeTextFileSync(
    `${folder}/environ`,
    zeroEnded(
      Object.entries(environment).map(([key, value]) => `${key}=${value}`),
    ),
  );
  open.forEach((target, index) =>
    Deno.symlinkSync(target, `${folder}/fd/${index}`)
  );
}

/** One line of proc_net_tcp(5) for a listening socket. */
export function listenLine(
  address: string,
  port: number,
  uid: number,
  inode: number,
  backlog = 0,
): string {
  const hex = (value: number, width: number) =>
    value.toString(16).toUpperCase().padStart(width, "0");
  return `   0: ${address}:${hex(port, 4)} 00000000:0000 0A ` +
    `00000000:${hex(backlog, 8)} 00:00000000 00000000 ` +
    `${
      String(uid).padStart(5)
    }        0 ${inode} 1 0000000000b12f2f 100 0 0 10 0\n`;
}

/** Writes the tables of TCP sockets into the folder. */
export function writeTcp(root: string, tcp: string, tcp6?: string): void {
  Deno.mkdirSync(`${root}/net`, { recursive: true });
  const title = "  sl  local_address rem_address   st tx_queue rx_queue\n";
  Deno.writeTextFileSync(`${root}/net/tcp`, title + tcp);
  if (tcp6 !== undefined) {
    Deno.writeTextFileSync(`${root}/net/tcp6`, title + tcp6);
  }
}

/**
 * Has a process of the folder hidden, as proc(5) with hidepid=1 hides another
 * user's, until it is disposed of; files can refuse nothing to root.
 */
export function hideProcess(root: string, pid: number): Disposable {
  const { readTextFileSync } = Deno;
  Object.assign(Deno, {
    readTextFileSync(path: string | URL) {
      if (!`${path}`.startsWith(`${root}/${pid}/`)) {
        return readTextFileSync(path);
      }
      throw new Deno.errors.PermissionDenied(
        `Operation not permitted (os error 1): readfile '${path}'`,
      );
    },
  });
  return {
    [Symbol.dispose]: () => void Object.assign(Deno, { readTextFileSync }),
  };
}
