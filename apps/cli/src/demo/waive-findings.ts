import { OPERATIONS } from './operations.js';
import type { Signed } from './running-api.js';
import type { ApiRevision } from './steps.js';

/** What the walk's reviewer says to findings that no editor of a walk can mend: only their owner or their source could. */
const REASONS: Readonly<Record<string, string>> = {
  RIGHTS_UNKNOWN: 'The walk-through runs on a demo site that nobody else reads; the text is withdrawn with it.',
  BYLINE_MISSING: 'The source names no author; the page of the walk-through says that it is a demo.',
  TRUNCATED_TEXT: 'The source breaks off here; readers of the walk-through lose nothing they act on.',
  PATIENT_STORY_UNVERIFIED: 'The story is made up, and readers of the walk-through are told so.',
  CLAIM_GUARANTEE: 'A promise of the source, kept verbatim for the walk-through and shown to its operator alone.',
};
const OTHERWISE = 'Read and accepted for the walk-through, which no patient sees.';

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
