/** The lists of the page: incidents and planned stops. */

import { formatLocalTime } from "../../base/local_time.ts";
import { maskSecrets } from "../../base/mask.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { messageFor } from "../../base/say.ts";
import { listed, rfc3339 } from "../../cli/format.ts";
import type { PastIncident } from "../../core/past_incidents.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { t, translate } from "../../text/speech.ts";
import { verdictMeaning } from "../status/verdict.ts";
import { type Html, markup, NOTHING } from "./markup.ts";
import { heading, more, type Section, sign } from "./page_parts.ts";
import {
  deedsText,
  endingText,
  lengthText,
  noIncidentText,
  plannedText,
} from "./words.ts";

/** Shown at once; the others can be unfolded. */
const INCIDENTS_AT_ONCE = 30;
const STOPS_AT_ONCE = 10;
/** Of what a check said, characters. */
const MAX_SENTENCE = 240;

/** What went wrong, newest first. */
export function incidents(section: Section): Html {
  const { days, incidents } = section;
  return markup`${heading(section, t`Incidents`, "incidents")}${
    incidents.length === 0 ? markup`<p>${noIncidentText(days)}</p>` : list(
      incidents,
      section.rows,
      INCIDENTS_AT_ONCE,
      (incident) => incidentItem(incident, section),
    )
  }`;
}

/** When it was not to be looked after; nothing where there was nothing. */
export function planned(section: Section): Html {
  const { planned, nowMs, rows } = section;
  if (planned.length === 0) return NOTHING;
  return markup`${heading(section, t`Planned stops`, "planned")}${
    list(planned, rows, STOPS_AT_ONCE, (stop) =>
      markup`<li><time datetime="${rfc3339(stop.startedMs)}">${
        formatLocalTime(stop.startedMs)
      }</time><p>${maskSecrets(plannedText(stop, nowMs))}</p></li>`)
  }`;
}

/** The newest; the older ones are folded, and those beyond only counted. */
function list<T>(
  all: readonly T[],
  rows: number,
  atOnce: number,
  itemOf: (one: T) => Html,
): Html {
  const items = all.slice(0, rows).map(itemOf);
  const older = items.slice(atOnce);
  return markup`<ol class="list">${items.slice(0, atOnce)}</ol>${
    older.length === 0
      ? NOTHING
      : markup`<details><summary>${t`Older ones: ${older.length}`}</summary><ol class="list">${older}</ol></details>`
  }${more(all.length - rows)}`;
}

function incidentItem(
  incident: PastIncident,
  { profile, language }: Section,
): Html {
  const { verdict, reason, startedMs, ending, drill, sentence } = incident;
  const meaning = verdictMeaning(verdict);
  const evidence = incident.deeds.findLast((deed) => deed.evidence !== null)
    ?.evidence ?? null;
  const small = listed([
    sentenceText(sentence, language),
    evidence !== null && t`evidence: ${evidence}`,
  ], " · ");
  return markup`<li id="${incidentAnchor(profile, incident)}"><time datetime="${
    rfc3339(startedMs)
  }">${formatLocalTime(startedMs)}</time><div><p>${
    ending === "open" ? [sign("crit"), { html: " " }] : NOTHING
  }<strong>${codeWord(verdict, reason)}</strong>${
    meaning === null ? "" : ` · ${meaning}`
  }${drill ? t` (a drill)` : ""}</p><p><span class="len">${
    lengthText(incident)
  }</span>${t`; `}${deedsText(incident)}${t`; `}${endingText(incident)}</p>${
    small === "" ? NOTHING : markup`<p class="mu sm">${small}</p>`
  }</div></li>`;
}

/** What can be linked to. */
function incidentAnchor(profile: string, { id }: PastIncident): string {
  return profile === DEFAULT_PROFILE
    ? `i-${id}`
    : `i-${profile.replaceAll(/[^\w-]/g, "_")}-${id}`;
}

/** What the check said, if it can be said in the reader's language. */
function sentenceText(
  sentence: string,
  language: Section["language"],
): string | null {
  if (sentence === "") return null;
  const known = language === "en" || messageFor(sentence) !== undefined ||
    translate(sentence) !== sentence;
  if (!known) return null;
  const text = maskSecrets(translate(sentence));
  const characters = [...text];
  return characters.length <= MAX_SENTENCE
    ? text
    : `${characters.slice(0, MAX_SENTENCE).join("")}…`;
}
