import type { Reference } from '#document';
import type { Check, CheckContext, CheckInput, Hit, SourceStatus } from '../check.js';
import { nodesOf } from '../structure/nodes-of.js';

const PMID = /^[1-9]\d{0,7}$/;
const DOI = /^10\.\d{4,9}\/\S+$/;
/** Reviews and guidelines are renewed within this time; an older source may have been overtaken. */
const OLD_YEARS = 10;

type Fault = Pick<Hit, 'code' | 'message' | 'severity'>;

/** The sources of an article: the shape of identifiers, age, what became of them, missing grade, sources that nothing cites. */
export const referencesCheck: Check = {
  id: 'references',
  version: 2,
  severity: 'fix',
  run: (input) => {
    const cited = citedKeys(input);
    return input.content.references.flatMap((reference, index) =>
      faultsOf(reference, input, cited).map(
        (fault): Hit => ({
          ...fault,
          path: `references[${index}]`,
          quote: reference.title.slice(0, 240),
          passage: JSON.stringify(reference),
        }),
      ),
    );
  },
};

function citedKeys({ content }: CheckInput): ReadonlySet<string> {
  const marks = nodesOf(content.document).flatMap(({ node }) => node.marks ?? []);
  return new Set(marks.flatMap(({ type, attrs }) => (type === 'citation' ? [String(attrs?.key)] : [])));
}

function faultsOf(reference: Reference, { content, context }: CheckInput, cited: ReadonlySet<string>): Fault[] {
  const same = content.references.find((other) => other !== reference && isSame(other, reference));
  const first = same && content.references.indexOf(same) < content.references.indexOf(reference);
  return [
    ...shapeFaults(reference, context.year).map((message): Fault => ({ code: 'REFERENCE_MALFORMED', message })),
    ...statusFault(statusOf(reference, context)),
    ...(first ? [{ code: 'REFERENCE_TWICE', message: 'This source is listed twice; keep one and cite that.' }] : []),
    ...(isOld(reference, context.year) ? [OLD] : []),
    ...(reference.kind !== 'web' && !reference.grade ? [UNGRADED] : []),
    // Where nothing is cited at all, another finding says so once.
    ...(cited.size > 0 && !cited.has(reference.key) ? [UNCITED] : []),
  ];
}

const OLD: Fault = {
  code: 'REFERENCE_OLD',
  severity: 'note',
  message: `This source is over ${OLD_YEARS} years old. Look for a newer one, or say why it still holds.`,
};

const UNGRADED: Fault = {
  code: 'REFERENCE_UNGRADED',
  severity: 'note',
  message: 'Give the certainty or grade of this evidence, in the words of its own scale.',
};

const UNCITED: Fault = {
  code: 'REFERENCE_UNCITED',
  severity: 'note',
  message: 'Cite this source where the text rests on it, or take it out of the list.',
};

const BECAME: Readonly<Record<SourceStatus, Fault>> = {
  retracted: {
    code: 'REFERENCE_RETRACTED',
    severity: 'block',
    message: 'This source was retracted. Take it out, and judge again what rests on it.',
  },
  superseded: {
    code: 'REFERENCE_SUPERSEDED',
    message: 'A newer edition took the place of this source. Cite that one, and judge again what rests on it.',
  },
  concern: {
    code: 'REFERENCE_CONCERN',
    message: 'The journal published a concern about this source. Look at it before the text rests on it.',
  },
};

function statusFault(status: SourceStatus | undefined): Fault[] {
  return status ? [BECAME[status]] : [];
}

/** The identifiers count for more than the key: two texts may use one key for two sources. */
function statusOf({ key, doi, pmid }: Reference, { sources }: CheckContext): SourceStatus | undefined {
  if (!sources) return undefined;
  return (doi && sources.get(doi.toLowerCase())) || (pmid && sources.get(pmid)) || sources.get(key);
}

function isSame(one: Reference, other: Reference): boolean {
  const doi = one.doi !== undefined && one.doi.toLowerCase() === other.doi?.toLowerCase();
  return doi || (one.pmid !== undefined && one.pmid === other.pmid);
}

function shapeFaults({ kind, pmid, doi, url, year }: Reference, now: number | undefined): string[] {
  return [
    pmid !== undefined && !PMID.test(pmid) ? 'Correct the PMID: it has one to eight digits.' : '',
    doi !== undefined && !DOI.test(doi) ? 'Correct the DOI: it begins with 10., and has no address in front.' : '',
    kind === 'pmid' && pmid === undefined ? 'Give the PMID of this source.' : '',
    kind === 'doi' && doi === undefined ? 'Give the DOI of this source.' : '',
    kind === 'web' && url === undefined ? 'Give the address of this page.' : '',
    year !== undefined && (year < 1800 || year > (now ?? 2199) + 1) ? 'Correct the year of this source.' : '',
  ].filter(Boolean);
}

function isOld({ year }: Reference, now: number | undefined): boolean {
  return year !== undefined && now !== undefined && now - year > OLD_YEARS;
}
