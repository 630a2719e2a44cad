import { hasVerhoeffCheck } from './verhoeff.js';

export const CODE_SYSTEMS = ['icd10cm', 'snomedct', 'mesh'] as const;
export type CodeSystem = (typeof CODE_SYSTEMS)[number];

/** A code as it stands on a condition. A retired one names the codes that took its place. */
export interface TermCode {
  readonly system: CodeSystem;
  readonly code: string;
  readonly status: 'active' | 'retired';
  readonly replacedBy: readonly string[];
}

/** Letter, digit, digit or A or B, then up to four more behind the dot: the shape of an ICD-10-CM code (CDC/NCHS). */
const ICD = /^[A-Z][0-9][0-9AB](\.[0-9A-Z]{1,4})?$/;
/** A MeSH descriptor (D) or supplementary concept (C), six digits or nine. */
const MESH = /^[CD][0-9]{6}([0-9]{3})?$/;
const SCTID = /^[1-9][0-9]{5,17}$/;

export const CODE_SHAPES: Readonly<Record<CodeSystem, string>> = {
  icd10cm: 'An ICD-10-CM code is a letter, two characters, and up to four behind a dot, such as M54.50.',
  snomedct: 'A SNOMED CT concept has 6 to 18 digits with a right check digit, such as 279039007.',
  mesh: 'A MeSH code is D or C with 6 or 9 digits, such as D017116.',
};

/** A code as it is stored: upper case, the dot of ICD-10-CM in its place; null when it has no such shape. */
export function canonicalCode(system: CodeSystem, text: string): string | null {
  const bare = text.trim().toUpperCase();
  if (system === 'icd10cm') {
    const plain = bare.replaceAll('.', '');
    const code = plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain;
    return ICD.test(code) ? code : null;
  }
  if (system === 'mesh') return MESH.test(bare) ? bare : null;
  return SCTID.test(bare) && isConceptId(bare) && hasVerhoeffCheck(bare) ? bare : null;
}

/** The two digits before the check digit say what a SNOMED CT identifier names: 00 and 10 are concepts. */
function isConceptId(id: string): boolean {
  return ['00', '10'].includes(id.slice(-3, -1));
}

/** How a code that was asked for met the codes we know. */
export type CodeMatch = 'exact' | 'replaced' | 'below' | 'nearest' | 'none';

export interface MatchedCodes {
  readonly match: CodeMatch;
  /** The codes to answer with, sorted, each once. None of them is retired. */
  readonly codes: readonly string[];
}

/** A code and its neighbours share this many characters: `M54.5`. Fewer would take neck pain for back pain. */
export const NEAREST_PREFIX = 5;

/**
 * What to answer for a code: itself; for a retired one the codes that took its place, however many steps away; for a
 * whole category of ICD-10-CM the codes below it; else the codes that share most of its characters, at least five.
 *
 * @param known every code that could be in the answer: those that share the first five characters with the code asked
 *   for or begin with it, and what replaced them
 */
export function matchCode(system: CodeSystem, asked: string, known: readonly TermCode[]): MatchedCodes {
  const same = known.filter((it) => it.system === system);
  const exact = same.find((it) => it.code === asked);
  if (exact?.status === 'active') return { match: 'exact', codes: [asked] };
  if (exact) return { match: 'replaced', codes: inForce(exact, same) };
  const startingWith = (prefix: string) => same.filter((it) => it.status === 'active' && it.code.startsWith(prefix));
  if (system !== 'icd10cm') return { match: 'none', codes: [] };
  const below = sorted(startingWith(asked).map((it) => it.code));
  if (below.length > 0) return { match: 'below', codes: below };
  for (let length = asked.length - 1; length >= NEAREST_PREFIX; length -= 1) {
    const near = sorted(startingWith(asked.slice(0, length)).map((it) => it.code));
    if (near.length > 0) return { match: 'nearest', codes: near };
  }
  return { match: 'none', codes: [] };
}

/** The codes in force that a retired one leads to. A circle of retired codes leads nowhere. */
function inForce(retired: TermCode, known: readonly TermCode[]): string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const follow = (code: string): void => {
    if (seen.has(code)) return;
    seen.add(code);
    const stands = known.filter((it) => it.code === code);
    const gone = stands.find((it) => it.status === 'retired');
    if (gone) for (const next of gone.replacedBy) follow(next);
    else found.push(code);
  };
  follow(retired.code);
  return sorted(found);
}

function sorted(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
