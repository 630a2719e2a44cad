import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { nodeAtPath } from '../content/node-at-path';
import type { PlacedFinding } from './check-types';
import { findingsNow } from './finding-marks';

/** Goes to what a finding is about. False when it is about no place of the text. */
export function showFinding(editor: Editor, finding: PlacedFinding): boolean {
  if (finding.path === 'title' || finding.path === 'summary') {
    document.getElementById(`edit-${finding.path}`)?.focus();
    return true;
  }
  const place = current(editor, finding)?.place;
  if (place) return select(editor, TextSelection.create(editor.state.doc, place.from, place.to));
  const at = nodeAtPath(editor.state.doc, finding.path);
  if (!at) return false;
  const { doc } = editor.state;
  return select(
    editor,
    at.node.isTextblock ? TextSelection.create(doc, at.pos + 1) : NodeSelection.create(doc, at.pos),
  );
}

function select(editor: Editor, selection: TextSelection | NodeSelection): boolean {
  editor.view.dispatch(editor.state.tr.setSelection(selection));
  editor.view.focus();
  // The middle of the screen, not its edge: a finding is read with what stands around it.
  const { node } = editor.view.domAtPos(selection.from);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'center' });
  return true;
}

/** The next finding behind the cursor, or before it; goes round at the end. */
export function stepToFinding(editor: Editor, step: 1 | -1): void {
  const placed = findingsNow(editor.state)
    .filter(({ place, severity }) => place && severity !== 'note')
    .sort((one, other) => one.place!.from - other.place!.from);
  const { from } = editor.state.selection;
  const next =
    step === 1 ? placed.find(({ place }) => place!.from > from) : placed.findLast(({ place }) => place!.from < from);
  const target = next ?? placed.at(step === 1 ? 0 : -1);
  if (target) showFinding(editor, target);
}

/** Puts the proposed words in the place of the found ones; undone like anything that was typed. */
export function replaceFound(editor: Editor, finding: PlacedFinding, words: string): boolean {
  const place = current(editor, finding)?.place;
  if (!place || editor.state.doc.textBetween(place.from, place.to, '', '\n') !== finding.quote) return false;
  const { tr } = editor.state;
  if (words === '') tr.delete(place.from, place.to);
  else tr.insertText(words, place.from, place.to);
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
  return true;
}

/** Moves paragraphs and lists that offer something of the clinic into a box of their own, apart from clinical text. */
export function moveToOffer(editor: Editor, paths: readonly string[]): boolean {
  const { state } = editor;
  const found = paths.flatMap((path) => nodeAtPath(state.doc, path) ?? []).sort((one, other) => one.pos - other.pos);
  const lines = found.flatMap(({ node }) => paragraphsOf(node));
  const [first] = found;
  if (!first || found.length !== paths.length || lines.length === 0) return false;
  const { tr, schema } = state;
  const box = schema.nodes.callToAction!.create(null, lines);
  for (const { node, pos } of found.slice(1).reverse()) tr.delete(pos, pos + node.nodeSize);
  tr.replaceWith(first.pos, first.pos + first.node.nodeSize, box);
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

function paragraphsOf(node: Node): Node[] {
  if (node.type.name === 'paragraph') return [node];
  const lines: Node[] = [];
  node.descendants((child) => {
    if (child.type.name === 'paragraph') lines.push(child);
  });
  return lines;
}

/** The finding where it stands now: its words may have moved since it was shown. */
function current(editor: Editor, { key, path, quote }: PlacedFinding): PlacedFinding | undefined {
  const same = findingsNow(editor.state).filter((one) => one.key === key && one.quote === quote);
  return same.find((one) => one.path === path) ?? same[0];
}
