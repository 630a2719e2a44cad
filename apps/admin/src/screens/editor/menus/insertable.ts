import type { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { build, type DocumentNode } from '#document';
import { type MessageKey, t } from '../../../messages/t';

/** A block that can be put in, by the slash menu and the toolbar alike. */
export interface Insertable {
  readonly key: string;
  readonly label: MessageKey;
  /** Other words people type for it, in both languages. */
  readonly words: string;
  /** The block; or the form in which it is chosen first. */
  readonly make: (() => DocumentNode) | 'safetyBlock' | 'sharedExercise' | 'image';
}

const blank = '';

/** Every block of the schema that somebody can begin. Names in a new block are words that people write over. */
export const INSERTABLE: readonly Insertable[] = [
  { key: 'heading2', label: 'block.heading2', words: 'h2 title section', make: () => build.h(2) },
  { key: 'heading3', label: 'block.heading3', words: 'h3 subtitle', make: () => build.h(3) },
  { key: 'bulletList', label: 'block.bulletList', words: 'ul points lista', make: () => build.ul(blank) },
  { key: 'orderedList', label: 'block.orderedList', words: 'ol numbers', make: () => build.ol(blank) },
  { key: 'steps', label: 'block.steps', words: 'how to do instructions', make: () => build.steps(blank) },
  {
    key: 'exercise',
    label: 'block.exercise',
    words: 'dose sets reps',
    make: () => build.exercise(t('block.newExercise'), {}, blank),
  },
  { key: 'sharedExercise', label: 'block.sharedExercise', words: 'library piece', make: 'sharedExercise' },
  {
    key: 'redFlags',
    label: 'block.redFlags',
    words: 'warning emergency help urgent',
    make: () => build.redFlags({ urgency: 'now' }, blank),
  },
  { key: 'safetyBlock', label: 'block.safetyBlock', words: 'red flags library piece warning', make: 'safetyBlock' },
  { key: 'caution', label: 'block.caution', words: 'warning careful', make: () => build.caution({}, blank) },
  { key: 'keyMessage', label: 'block.keyMessage', words: 'callout summary', make: () => build.keyMessage(blank) },
  {
    key: 'faq',
    label: 'block.faq',
    words: 'question answer',
    make: () => build.faq({ question: blank, answer: blank }),
  },
  { key: 'image', label: 'block.image', words: 'picture photo drawing', make: 'image' },
  {
    key: 'table',
    label: 'block.table',
    words: 'rows columns',
    make: () => build.table([t('table.first'), t('table.second')], [blank, blank]),
  },
  { key: 'blockquote', label: 'block.blockquote', words: 'citation', make: () => build.quote(blank) },
  {
    key: 'callToAction',
    label: 'block.callToAction',
    words: 'button book appointment offer',
    make: () => build.callToAction({}, blank),
  },
  {
    key: 'patientStory',
    label: 'block.patientStory',
    words: 'example experience',
    make: () => build.story('illustrative', blank),
  },
  {
    key: 'videoLink',
    label: 'block.videoLink',
    words: 'film youtube',
    make: () => build.video('https://example.org/'),
  },
  { key: 'tableOfContents', label: 'block.tableOfContents', words: 'outline toc', make: () => build.contents() },
];

/** What the typed words mean, best first: a name that begins with them before a name or word that holds them. */
export function insertablesFor(query: string): Insertable[] {
  const wanted = query.trim().toLocaleLowerCase();
  const rank = ({ label, words }: Insertable): number => {
    const name = t(label as 'block.faq').toLocaleLowerCase();
    if (name.startsWith(wanted)) return 0;
    return name.includes(wanted) ? 1 : words.includes(wanted) ? 2 : 3;
  };
  return INSERTABLE.map((one) => [rank(one), one] as const)
    .filter(([place]) => place < 3)
    .sort(([one], [other]) => one - other)
    .map(([, one]) => one);
}

/**
 * Puts a block at the cursor: in place of an empty line, else behind the top-level block of the cursor. The cursor goes
 * into its text, or selects a block that has none.
 */
export function insertBlock(editor: Editor, block: DocumentNode): void {
  const node = editor.schema.nodeFromJSON(block);
  const { state, view } = editor;
  const { $from } = state.selection;
  const isEmptyLine = $from.depth > 0 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0;
  const { tr } = state;
  const fits = isEmptyLine && $from.node(-1).canReplaceWith($from.index(-1), $from.indexAfter(-1), node.type);
  const at = fits ? $from.before() : $from.depth === 0 ? state.selection.to : $from.after(1);
  if (fits) tr.replaceWith(at, $from.after(), node);
  else tr.insert(at, node);
  const inside = tr.doc.resolve(at + 1);
  const selection = node.isLeaf ? NodeSelection.create(tr.doc, at) : TextSelection.near(inside, 1);
  view.dispatch(closeHistory(tr).setSelection(selection).scrollIntoView());
  view.focus();
}
