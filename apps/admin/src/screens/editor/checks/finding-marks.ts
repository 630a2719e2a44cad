import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { nodeAtPath } from '../content/node-at-path';
import type { PlacedFinding } from './check-types';

interface Marks {
  readonly findings: readonly PlacedFinding[];
  readonly drawn: DecorationSet;
  /** What was written since the checks were asked: their answer is about the text before it. */
  readonly since: Mapping | undefined;
}

type Told =
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered'; readonly findings: readonly PlacedFinding[]; readonly waived: ReadonlySet<string> };

const key = new PluginKey<Marks>('findingMarks');
const NOTHING: Marks = { findings: [], drawn: DecorationSet.empty, since: undefined };

/** Underlines what the checks found, and moves the lines along while somebody writes. */
export const findingMarks = Extension.create({
  name: 'findingMarks',
  addProseMirrorPlugins: () => [
    new Plugin<Marks>({
      key,
      state: { init: () => NOTHING, apply: next },
      props: { decorations: (state) => key.getState(state)?.drawn },
    }),
  ],
});

/** The text as it stands now is what the checks are asked about. */
export function markAsked(transaction: Transaction): Transaction {
  return transaction.setMeta(key, { kind: 'asked' } satisfies Told).setMeta('addToHistory', false);
}

/** What the checks found in the text that was asked about. Those that were waived are not underlined. */
export function markAnswered(
  transaction: Transaction,
  findings: readonly PlacedFinding[],
  waived: ReadonlySet<string>,
): Transaction {
  const told: Told = { kind: 'answered', findings, waived };
  return transaction.setMeta(key, told).setMeta('addToHistory', false);
}

/** The findings where they stand now, in the order of the checks. */
export function findingsNow(state: EditorState): readonly PlacedFinding[] {
  return key.getState(state)?.findings ?? [];
}

function next(transaction: Transaction, before: Marks): Marks {
  const told = transaction.getMeta(key) as Told | undefined;
  if (told?.kind === 'asked') return { ...before, since: new Mapping() };
  if (told?.kind === 'answered') {
    const findings = moved(told.findings, before.since);
    return { findings, drawn: drawn(transaction.doc, findings, told.waived), since: undefined };
  }
  if (!transaction.docChanged) return before;
  const since = before.since && new Mapping([...before.since.maps, ...transaction.mapping.maps]);
  const { mapping, doc } = transaction;
  return { findings: moved(before.findings, mapping), drawn: before.drawn.map(mapping, doc), since };
}

/** Findings behind a change; one whose words are gone has no place any more. */
function moved(findings: readonly PlacedFinding[], mapping: Mapping | undefined): readonly PlacedFinding[] {
  if (!mapping || mapping.maps.length === 0) return findings;
  return findings.map((finding) => {
    if (!finding.place) return finding;
    const [from, to] = [mapping.map(finding.place.from, 1), mapping.map(finding.place.to, -1)];
    return { ...finding, place: to > from ? { from, to } : undefined };
  });
}

function drawn(doc: Node, findings: readonly PlacedFinding[], waived: ReadonlySet<string>): DecorationSet {
  // The gravest last: where two stand on the same words, its line is the one that is seen.
  const found = [...findings].reverse().flatMap((finding): Decoration[] => {
    const { key: name, severity, place, path } = finding;
    if (waived.has(name) || severity === 'note') return [];
    const attributes = { 'data-finding': severity };
    if (place) return place.to <= doc.content.size ? [Decoration.inline(place.from, place.to, attributes)] : [];
    const at = nodeAtPath(doc, path);
    return at && !at.node.isTextblock ? [Decoration.node(at.pos, at.pos + at.node.nodeSize, attributes)] : [];
  });
  return DecorationSet.create(doc, found);
}
