import {
  type ArticleContent,
  canonicalJson,
  type DocumentNode,
  extractBlocks,
  isPiece,
  splitSentences,
  textOf,
} from '#document';
import { citations } from '../claims/cited.js';
import { nodesOf } from '../structure/nodes-of.js';
import { isClaim, isDose, isRedFlag } from './clinical-sentences.js';

/** What makes a change clinical, whatever its author calls it. */
export const CLINICAL_KINDS = ['dose', 'redFlags', 'claim', 'citation'] as const;
export type ClinicalKind = (typeof CLINICAL_KINDS)[number];

/** One thing that says something else now. Null before: it is new; null after: it is gone. */
export interface ClinicalChange {
  readonly kind: ClinicalKind;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a text says of a kind: `key` is the same while it means the same, `says` is for people. */
interface Statement {
  readonly kind: ClinicalKind;
  readonly key: string;
  readonly says: string;
}

/**
 * What a change does to doses, red flags and shared pieces, claims and citations: none of that is ever a slip of the
 * pen. Punctuation, case and white space say nothing; the order in which these statements stand does. An empty answer
 * proves no edit harmless: a person still confirms its class.
 */
export function clinicalChanges(before: ArticleContent, after: ArticleContent): ClinicalChange[] {
  const [then, now] = [statementsOf(before), statementsOf(after)];
  return CLINICAL_KINDS.flatMap((kind) => {
    const of = (all: readonly Statement[]) => all.filter((it) => it.kind === kind);
    return changesOf(kind, of(then), of(now));
  });
}

function changesOf(kind: ClinicalKind, then: readonly Statement[], now: readonly Statement[]): ClinicalChange[] {
  const gone = without(then, now);
  const added = without(now, then);
  const length = Math.max(gone.length, added.length);
  const changed = Array.from({ length }, (_, at) => ({
    kind,
    before: gone[at]?.says ?? null,
    after: added[at]?.says ?? null,
  }));
  if (changed.length > 0) return changed;
  const moved = then.findIndex(({ key }, at) => key !== now[at]!.key);
  return moved < 0 ? [] : [{ kind, before: then[moved]!.says, after: now[moved]!.says }];
}

/** The statements of one side that the other lacks, each as often as it lacks it. */
function without(side: readonly Statement[], other: readonly Statement[]): Statement[] {
  const left = new Map<string, number>();
  for (const { key } of other) left.set(key, (left.get(key) ?? 0) + 1);
  return side.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function statementsOf(content: ArticleContent): Statement[] {
  const { title, summary } = content;
  const head = [title, summary].flatMap((text) => sentencesOf(text).flatMap((says) => statementsIn(says, false)));
  return [...head, ...inBlocks(content), ...inNodes(content.document), ...sourcesOf(content)];
}

function inBlocks(content: ArticleContent): Statement[] {
  const isCited = citations({ content });
  return extractBlocks(content).flatMap((block) => {
    // A box is one statement, below; what an exercise block says is its dose.
    if (block.within.some(isWhole)) return [];
    return splitSentences(block.text).flatMap(({ from, to }) => {
      const text = block.text.slice(from, to);
      return statementsIn(text, isCited({ text, from, to, block }));
    });
  });
}

function statementsIn(text: string, cited: boolean): Statement[] {
  const key = keyOf(text);
  const kinds: readonly (readonly [ClinicalKind, boolean])[] = [
    ['dose', isDose(text)],
    ['redFlags', isRedFlag(text)],
    ['claim', cited || isClaim(text)],
  ];
  return kinds.filter(([, holds]) => holds).map(([kind]) => ({ kind, key, says: text }));
}

const isWhole = ({ type }: DocumentNode): boolean => type === 'warning' || type === 'exercise';

function inNodes(document: DocumentNode): Statement[] {
  const statements: Statement[] = [];
  for (const { node } of nodesOf(document)) {
    if (!isWhole(node) && !isPiece(node)) continue;
    const words = wordsOf(node);
    const attrs = canonicalJson(node.attrs ?? {});
    const says =
      words || String(node.attrs?.name ?? node.attrs?.title ?? `Shared piece, version ${node.attrs?.version}`);
    const kind = node.type === 'exercise' || node.type === 'sharedExercise' ? 'dose' : 'redFlags';
    statements.push({ kind, key: `${node.type} ${attrs} ${keyOf(words)}`, says });
  }
  return statements;
}

/** The words of a block with a space between its lines. */
function wordsOf(node: DocumentNode): string {
  const own = (node.content ?? []).some(({ type }) => type === 'text') ? textOf(node) : '';
  const below = own ? [] : (node.content ?? []).map(wordsOf);
  return [own, ...below].filter(Boolean).join(' ');
}

/** Where which source is named, and what each of them is. */
function sourcesOf({ document, references }: ArticleContent): Statement[] {
  const marks = nodesOf(document).flatMap(({ node }) =>
    (node.marks ?? [])
      .filter(({ type }) => type === 'citation')
      .map((mark): Statement => {
        const says = node.text ?? '';
        return { kind: 'citation', key: `${String(mark.attrs?.referenceKey)} ${keyOf(says)}`, says };
      }),
  );
  const listed = [...references]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((it): Statement => ({ kind: 'citation', key: canonicalJson(it), says: it.title }));
  return [...marks, ...listed];
}

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ from, to }) => text.slice(from, to));
}

// Words; numbers with what belongs to them; signs that change a number. A dash counts between numbers only.
const TOKEN = /\d+(?:[.,:/]\d+)*|\p{L}+(?:['’]\p{L}+)*|[%°<>≥≤±+]|[-–](?=\s?\d)/gu;

/** What a sentence says without its punctuation, case and white space. */
function keyOf(text: string): string {
  return (text.toLowerCase().match(TOKEN) ?? []).join(' ');
}
