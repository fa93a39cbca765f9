/** node_exporter, Prometheus and Alertmanager of Debian in a lab, and somebody who is told. */

import { IN_LAB } from "./debian.ts";
import type { Lab } from "./lab.ts";

/** What Debian's node_exporter reads: root's, mode 0755. */
export const TEXTFILES = "/var/lib/prometheus/node-exporter";
const RULES = `${import.meta.dirname}/../../docs/monitoring`;
const FOLDER = "/tmp/prometheus";
const TOLD = `${FOLDER}/told.jsonl`;

/** An alert as Alertmanager's webhook tells it. */
export interface ToldAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A sample that a query finds. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One line of JSON for each webhook. */
const LISTENER = `
import http.server, json
class Told(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with open("${TOLD}", "a") as file:
            file.write(json.dumps(body) + "\\n")
        self.send_response(200)
        self.end_headers()
    def log_message(self, *_): pass
http.server.HTTPServer(("127.0.0.1", 9095), Told).serve_forever()
`;

/** Seconds instead of minutes: a scenario has no time to wait for people. */
function inSeconds(text: string): string {
  return text.replaceAll(
    /\b(for|keep_firing_for|scrape_interval|evaluation_interval|group_wait|group_interval): \d+\w+/g,
    (_, name) => `${name}: ${name === "for" ? 3 : 1}s`,
  );
}

/** See the file; the configs are those of docs/monitoring, with shorter times. */
export class Monitoring {
  readonly #lab: Lab;

  private constructor(lab: Lab) {
    this.#lab = lab;
  }

  /** Starts all four, and returns when Prometheus has asked the exporter. */
  static async start(lab: Lab): Promise<Monitoring> {
    const monitoring = new Monitoring(lab);
    await lab.mustRoot([
      "sh",
      "-ec",
      `install -d ${TEXTFILES}
       install -d -m 0777 ${FOLDER}
       mkdir -p /usr/share/prometheus
       ln -sfn ${IN_LAB}/usr/share/prometheus/alertmanager /usr/share/prometheus/`,
    ]);
    const docs = (name: string) =>
      inSeconds(Deno.readTextFileSync(`${RULES}/${name}`));
    const write = (name: string, text: string) =>
      lab.writeFile(`${FOLDER}/${name}`, text, 0o644);
    write("openclaw-guard.rules.yml", docs("openclaw-guard.rules.yml"));
    write("alertmanager.yml", docs("alertmanager.yml"));
    write("listener.py", LISTENER);
    const [jobs = ""] = docs("prometheus.yml").split(
      "  - job_name: openclaw\n",
    );
    write(
      "prometheus.yml",
      jobs.replace(/targets: \[kitchen.*\]/, "targets: [127.0.0.1:9100]"),
    );
    await monitoring.#run("listener", ["python3", `${FOLDER}/listener.py`]);
    await monitoring.#run("node_exporter", [
      `${IN_LAB}/usr/bin/prometheus-node-exporter`,
      ...["--collector.disable-defaults", "--collector.textfile"],
      `--collector.textfile.directory=${TEXTFILES}`,
      "--web.listen-address=127.0.0.1:9100",
    ]);
    await monitoring.#run("alertmanager", [
      `${IN_LAB}/usr/bin/prometheus-alertmanager`,
      `--config.file=${FOLDER}/alertmanager.yml`,
      `--storage.path=${FOLDER}/alerts`,
      ...["--web.listen-address=127.0.0.1:9093", "--cluster.listen-address="],
    ]);
    await monitoring.#run("prometheus", [
      `${IN_LAB}/usr/bin/prometheus`,
      `--config.file=${FOLDER}/prometheus.yml`,
      `--storage.tsdb.path=${FOLDER}/data`,
      "--web.listen-address=127.0.0.1:9090",
    ]);
    await monitoring.finds("node_textfile_scrape_error == 0", 20_000);
    return monitoring;
  }

  /** A service of the lab's systemd; nobody is who Debian's exporter is like. */
  async #run(name: string, argv: readonly string[]): Promise<void> {
    await this.#lab.mustRoot([
      ...["systemd-run", "--quiet", `--unit=lab-${name}`],
      ...["--uid=65534", "--gid=65534", ...argv],
    ]);
  }

  /** What an instant query gives now; throws when it is no query. */
  async query(expression: string): Promise<readonly Sample[]> {
    const output = await this.#lab.user([
      ...["curl", "--silent", "--show-error", "--noproxy", "*", "--get"],
      ...["--data-urlencode", `query=${expression}`],
      "http://127.0.0.1:9090/api/v1/query",
    ]);
    // It is still starting: nobody listens yet, or 503 and no JSON.
    if (output.code !== 0 || !output.stdout.startsWith("{")) return [];
    const answer = JSON.parse(output.stdout);
    if (answer.status !== "success") {
      throw new Error(`${expression}: ${answer.error}`);
    }
    return answer.data.result.map(({ metric, value }: {
      metric: Record<string, string>;
      value: [number, string];
    }) => ({ metric, value: Number(value[1]) }));
  }

  /** Waits until a query finds something, and gives that. */
  async finds(
    expression: string,
    timeoutMs: number,
  ): Promise<readonly Sample[]> {
    return await this.#lab.waitFor(
      expression,
      async () => {
        const found = await this.query(expression);
        return found.length > 0 && found;
      },
      timeoutMs,
      300,
    );
  }

  /** Tells Alertmanager of alerts, as Prometheus does. */
  async alert(all: readonly ToldAlert["labels"][]): Promise<void> {
    await this.#lab.mustUser([
      ...["curl", "--silent", "--show-error", "--fail", "--noproxy", "*"],
      ...["--header", "Content-Type: application/json", "--data-binary", "@-"],
      "http://127.0.0.1:9093/api/v2/alerts",
    ], { stdin: JSON.stringify(all.map((labels) => ({ labels }))) });
  }

  /** The messages that the webhook has got so far, oldest first. */
  messages(): readonly (readonly ToldAlert[])[] {
    return this.#lab.readFile(TOLD).split("\n").filter((line) => line !== "")
      .map((line) => JSON.parse(line).alerts);
  }

  /** What they have told of an alert. */
  told(name: string): readonly ToldAlert[] {
    return this.messages().flat()
      .filter(({ labels }) => labels.alertname === name);
  }
}
