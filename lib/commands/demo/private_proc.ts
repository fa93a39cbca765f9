/**
 * A view of proc(5) that shows the guard nothing but the stand-in gateway: a
 * folder of links. In the real one the stand-in would be in the control group
 * of the person's own terminal, and every process of that person in sight; here
 * it has a group of its own, as a service has, and there is nobody else to be
 * mistaken for it.
 */

/** See the file's comment. */
export class PrivateProc {
  /** The folder, in place of /proc. */
  readonly root: string;
  /** The control group of all processes shown. */
  readonly controlGroup: string;

  /** @param root An empty folder. */
  constructor(root: string, controlGroup: string) {
    this.root = root;
    this.controlGroup = controlGroup;
    for (const name of ["net", "loadavg", "pressure", "uptime"]) {
      Deno.symlinkSync(`/proc/${name}`, `${root}/${name}`);
    }
  }

  /** Shows a process; one that has just ended is not there to be shown. */
  show(pid: number): void {
    const folder = `${this.root}/${pid}`;
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeTextFileSync(`${folder}/cgroup`, `0::${this.controlGroup}\n`);
    for (const name of SHOWN) {
      Deno.symlinkSync(`/proc/${pid}/${name}`, `${folder}/${name}`);
    }
  }

  /** Hides a process that has ended. */
  hide(pid: number): void {
    Deno.removeSync(`${this.root}/${pid}`, { recursive: true });
  }
}

/** What the guard reads of a process, apart from its control group. */
const SHOWN = ["stat", "status", "cmdline", "environ", "fd", "task", "wchan"];
