import type { Reference } from '#document';
import type { Check, CheckInput, Hit } from '../check.js';

const PMID = /^[1-9]\d{0,7}$/;
const DOI = /^10\.\d{4,9}\/\S+$/;
/** Reviews and guidelines are renewed within this time; an older source may have been overtaken. */
const OLD_YEARS = 10;

/** The sources of an article: the shape of identifiers, age, retraction, missing grade, sources that nothing cites. */
export const referencesCheck: Check = {
  id: 'references',
  version: 1,
  severity: 'fix',
  run: (input) =>
    input.content.references.flatMap((reference, index) => hitsOf(input, reference, `references[${index}]`)),
};

function hitsOf(input: CheckInput, reference: Reference, path: string): Hit[] {
  const at = { path, quote: reference.title.slice(0, 240), passage: JSON.stringify(reference) };
  const hit = (code: string, message: string): Hit => ({ code, message, ...at });
  return [
    ...shapeFaults(reference).map((message) => hit('REFERENCE_MALFORMED', message)),
    ...(isRetracted(reference, input.context.retracted)
      ? [
          {
            ...hit('REFERENCE_RETRACTED', 'This source was retracted. Take it out, and judge again what rests on it.'),
            severity: 'block' as const,
          },
        ]
      : []),
    ...(isOld(reference, input.context.year)
      ? [
          {
            ...hit(
              'REFERENCE_OLD',
              `This source is over ${OLD_YEARS} years old. Look for a newer one, or say why it still holds.`,
            ),
            severity: 'note' as const,
          },
        ]
      : []),
    ...(reference.kind !== 'web' && !reference.grade
      ? [
          {
            ...hit(
              'REFERENCE_UNGRADED',
              'Give the certainty or grade of this evidence, in the words of its own scale.',
            ),
            severity: 'note' as const,
          },
        ]
      : []),
  ];
}

function shapeFaults({ kind, pmid, doi, url, year }: Reference): string[] {
  return [
    pmid !== undefined && !PMID.test(pmid) ? 'Correct the PMID: it has one to eight digits.' : '',
    doi !== undefined && !DOI.test(doi) ? 'Correct the DOI: it begins with 10., and has no address in front.' : '',
    kind === 'pmid' && pmid === undefined ? 'Give the PMID of this source.' : '',
    kind === 'doi' && doi === undefined ? 'Give the DOI of this source.' : '',
    kind === 'web' && url === undefined ? 'Give the address of this page.' : '',
    year !== undefined && (year < 1800 || year > 2200) ? 'Correct the year of this source.' : '',
  ].filter(Boolean);
}

function isRetracted({ doi, pmid }: Reference, retracted: ReadonlySet<string> | undefined): boolean {
  if (!retracted) return false;
  return (doi !== undefined && retracted.has(doi.toLowerCase())) || (pmid !== undefined && retracted.has(pmid));
}

function isOld({ year }: Reference, now: number | undefined): boolean {
  return year !== undefined && now !== undefined && now - year > OLD_YEARS;
}
