import type { CodeSystem, TermKind, TermPartsFragment } from '../../../gql/operations';
import { currentLanguage } from '../../../messages/t';

export const TERM_KINDS: readonly TermKind[] = ['TOPIC', 'BODY_REGION', 'CONDITION', 'AUDIENCE'];
export const CODE_SYSTEMS: Readonly<Record<CodeSystem, string>> = {
  ICD_10_CM: 'ICD-10-CM',
  SNOMED_CT: 'SNOMED CT',
  MESH: 'MeSH',
};

/** What a term is called in the language of the interface, or in the first it has. */
export function termLabel(term: { readonly labels: readonly { locale: string; label: string }[] }): string {
  const own = term.labels.find(({ locale }) => locale.split('-')[0] === currentLanguage());
  return (own ?? term.labels[0])?.label ?? '';
}

/** Terms below their parents, each with its depth; one whose parent is not in the list stands at the top. */
export function inTree(terms: readonly TermPartsFragment[]): { term: TermPartsFragment; depth: number }[] {
  const ids = new Set(terms.map(({ id }) => id));
  const placeOf = ({ parent }: TermPartsFragment) => (parent && ids.has(parent.id) ? parent.id : '');
  const walk = (parent: string, depth: number): { term: TermPartsFragment; depth: number }[] =>
    terms
      .filter((term) => placeOf(term) === parent)
      .sort((a, b) => termLabel(a).localeCompare(termLabel(b)))
      .flatMap((term) => [{ term, depth }, ...walk(term.id, depth + 1)]);
  return walk('', 0);
}
