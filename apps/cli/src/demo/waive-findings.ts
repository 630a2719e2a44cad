import { OPERATIONS } from './operations.js';
import type { Signed } from './running-api.js';
import type { ApiRevision } from './steps.js';

/** What the walk's reviewer says to findings that only the owner or the source of the text could mend. */
const REASONS: Readonly<Record<string, string>> = {
  BYLINE_MISSING: 'A demo on this machine alone; on a real site the author must be named first.',
  TRUNCATED_TEXT: 'A demo on this machine alone; on a real site the rest of the text must be found first.',
  PATIENT_STORY_UNVERIFIED: 'A demo on this machine alone; on a real site the story must be labelled or removed.',
  CLAIM_GUARANTEE: 'A demo on this machine alone; on a real site the promise must go.',
};
const OTHERWISE = 'A demo on this machine alone, which no patient reads.';

/** Waives what still stops the approval, each finding by name and with a reason, as the screen does. */
export async function waiveFindings(revision: ApiRevision, by: Signed, say: (line: string) => void): Promise<void> {
  const open = revision.findings.filter(({ severity, waiver }) => severity === 'block' && !waiver);
  for (const [at, { key, code, quote }] of open.entries()) {
    if (open.findIndex((other) => other.key === key) < at) continue;
    const reason = REASONS[code] ?? OTHERWISE;
    const input = { revisionId: revision.id, findingKey: key, reason };
    await by.change<{ __typename: string; id: string }>('Waiver', OPERATIONS.waiveFinding, input);
    const passage = quote ? ` at "${shortened(quote)}"` : '';
    say(`   ${by.person.name} waives ${code}${passage}: ${reason}`);
  }
}

function shortened(quote: string): string {
  return quote.length > 60 ? `${quote.slice(0, 57).trimEnd()}...` : quote;
}
