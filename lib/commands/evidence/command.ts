/** `evidence`: what was collected before each kill and restart. */

import { GuardError, UsageError } from "../../base/errors.ts";
import { profileOption } from "../../base/profile.ts";
import { codeWord } from "../../core/verdict_text.ts";
import {
  type EvidenceSummary,
  isEvidenceId,
  listEvidence,
  readEvidence,
} from "../../store/evidence.ts";
import type { Context } from "../../sys/context.ts";
import { chooseWord, type Command, parseOptions } from "../../cli/options.ts";
import { evidenceLines } from "./text.ts";
import { formatAge, formatBytes, formatLocalTime } from "../../cli/format.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { evidenceDescription } from "./description.ts";

/** See the help. */
export const evidenceCommand: Command = {
  run(args, context) {
    const options = parseOptions(evidenceDescription, args);
    const profile = options.profile();
    const json = options.flag("json");
    const [word = "list", id] = options.words;
    const option = profileOption(profile);
    if (chooseVerb(word, option) === "show") show(context, profile, id, json);
    else if (id === undefined) list(context, profile, json);
    else {
      throw new UsageError(
        say`cannot list evidence ${JSON.stringify(id)}: the list has all`,
        say`Did you mean "openclaw-guard evidence show ${id}${option}"?`,
      );
    }
    return Promise.resolve(0);
  },
};

/** "latest" and an ID come after "show", which is easily left out. */
function chooseVerb(word: string, option: string): "show" | "list" {
  if (word !== "latest" && !isEvidenceId(word)) {
    return chooseWord(evidenceDescription, word);
  }
  throw new UsageError(
    say`cannot do ${
      JSON.stringify(word)
    } with evidence: say what to do with it`,
    say`Did you mean "openclaw-guard evidence show ${word}${option}"?`,
  );
}

function list(context: Context, profile: string, json: boolean): void {
  const { out } = context.terminal;
  const found = listEvidence(context, profile);
  if (json) {
    const evidence = found.map(({ id, bytes, evidence }) => ({
      id,
      bytes,
      at: evidence?.at ?? null,
      cause: evidence?.cause ?? null,
      attempt: evidence?.attempt ?? null,
      verdict: evidence?.verdict ?? null,
      reason: evidence?.reason ?? null,
    }));
    out(JSON.stringify({ schema: 1, profile, evidence }));
    return;
  }
  if (found.length === 0) {
    out(
      t`No evidence of profile ${profile}: the guard has not had to restart anything.`,
    );
    return;
  }
  const nowMs = context.clock.now().wallMs;
  const rows = found.map((summary) => row(summary, nowMs));
  const width = Math.max(...rows.map(([id]) => id.length));
  for (const [id, rest] of rows) out(`${id.padEnd(width)}  ${rest}`);
  out("");
  const option = profileOption(profile);
  out(
    t`"openclaw-guard evidence show ID${option}" shows one, "show latest" the first.`,
  );
}

function row(
  { id, bytes, evidence }: EvidenceSummary,
  nowMs: number,
): [id: string, rest: string] {
  const size = formatBytes(bytes).padStart(8);
  if (evidence === null) return [id, `${size}  ${t`damaged`}`];
  const { at, verdict, reason, why, attempt, cause } = evidence;
  const ms = Date.parse(at);
  const when = t`${formatLocalTime(ms)} (${formatAge(ms, nowMs)})`;
  const found = verdict === null ? why : codeWord(verdict, reason);
  const before = attempt === null ? cause : say`attempt ${attempt}: ${cause}`;
  return [id, `${when}  ${size}  ${t`${before}, ${found}`}`];
}

function show(
  context: Context,
  profile: string,
  wanted: string | undefined,
  json: boolean,
): void {
  if (wanted === undefined) {
    throw new UsageError(
      say`cannot show evidence: which one is not said`,
      say`Give "show latest" or an ID of "openclaw-guard evidence"`,
    );
  }
  const id = wanted === "latest"
    ? listEvidence(context, profile)[0]?.id
    : wanted;
  if (id === undefined) {
    throw new GuardError(
      say`there is no evidence of profile ${profile}: the guard has not had to restart anything`,
    );
  }
  const evidence = readEvidence(context, profile, id);
  const { out } = context.terminal;
  if (json) out(JSON.stringify(evidence));
  else evidenceLines(id, evidence).forEach(out);
}
