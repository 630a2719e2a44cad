import type { EvidenceStatus, ReferenceRowFragment } from '../../gql/operations';
import { t } from '../../messages/t';
import type { IconName } from '../icons';
import { Pill, type Tone } from '../status';

/** Who published a source, when, and by what it is known, in one line. */
export function referenceLine(reference: ReferenceRowFragment): string {
  const { source, year, pmid, doi, grade, jurisdiction } = reference;
  return [source, year, pmid && `PMID ${pmid}`, doi && `doi:${doi}`, grade, jurisdiction].filter(Boolean).join(' · ');
}

const LOOK: Readonly<Record<EvidenceStatus, readonly [Tone, IconName]>> = {
  UNCHECKED: ['neutral', 'note'],
  OK: ['good', 'check'],
  CONCERN: ['due', 'fix'],
  RETRACTED: ['danger', 'stop'],
  SUPERSEDED: ['due', 'back'],
};

/** Every status of a source, in the order in which they worry. */
export const EVIDENCE_STATUSES = Object.keys(LOOK) as EvidenceStatus[];

/** What became of a source, in words. */
export function EvidencePill({ status }: { status: EvidenceStatus }) {
  const [tone, icon] = LOOK[status];
  return (
    <Pill tone={tone} icon={icon}>
      {t(`evidence.${status}`)}
    </Pill>
  );
}
