/** A command line for people. */

const MAX_LENGTH = 60;
/** Programs whose first argument says more than their own name. */
const INTERPRETER =
  /^(node|nodejs|bun|deno|python[\d.]*|perl|ruby|bash|dash|sh)$/;
/** A path of a script; not a piece of a program after -c or -e. */
const SCRIPT = /^[\w.@+/-]*\/[\w.@+-]+$/;

/**
 * Names a process by its program, and by its script when the program is an
 * interpreter. All other arguments are left out: they may hold secrets.
 */
export function shortCommand(argv: readonly string[], comm: string): string {
  const program = baseName(argv[0] ?? "");
  const first = argv.slice(1).find((argument) => !argument.startsWith("-"));
  const script = INTERPRETER.test(program) && SCRIPT.test(first ?? "")
    ? ` ${baseName(first ?? "")}`
    : "";
  const text = (program === "" ? comm : program) + script;
  return text.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, MAX_LENGTH);
}

/**
 * A program that gives itself a title has its whole command line in the first
 * argument; what follows the first space may be an option's secret.
 */
function baseName(path: string): string {
  const [program = ""] = path.trim().split(/\s/);
  return program.slice(program.lastIndexOf("/") + 1);
}
