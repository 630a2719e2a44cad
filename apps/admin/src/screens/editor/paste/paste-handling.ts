import { Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { Fragment, Node, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { DocumentNode } from '#document';
import { cleanHtml } from './clean-html';
import type { PasteReport } from './paste-report';
import { plainFromHtml } from './plain-node';

/** What a paste asks of the screen around the editor. */
export interface PasteActions {
  /** A foreign text stands in the article now; this is what was done to it. */
  readonly pasted: (report: PasteReport) => void;
  /** Pictures came as files: they go to the media library, and then to this position. */
  readonly pictures: (files: readonly File[], at: number) => void;
  /** The keys of the sources that this article has. */
  readonly knownSources: () => ReadonlySet<string>;
}

/** Ours carry a mark of the editor: they come back as they were. */
const OWN = /data-pm-slice/;

/** Cleans what is pasted from elsewhere, and takes pictures that are pasted or dropped as files. */
export function pasteHandling(actions: PasteActions): Extension {
  return Extension.create({
    name: 'pasteHandling',
    priority: 200,
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          // Before ProseMirror reads it: a browser reports every foreign style it meets against the security policy.
          handleDOMEvents: {
            paste: (view, event) => {
              const { clipboardData } = event;
              const html = clipboardData?.getData('text/html') ?? '';
              const files = picturesIn(clipboardData);
              const isPicture = files.length > 0 && html === '';
              if (isPicture) actions.pictures(files, view.state.selection.from);
              if (!isPicture && (html === '' || OWN.test(html) || !putIn(view, html, actions.pasted))) return false;
              event.preventDefault();
              return true;
            },
          },
          handleDrop: (view, event) => {
            const files = picturesIn(event.dataTransfer);
            if (files.length === 0) return false;
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
            event.preventDefault();
            actions.pictures(files, at);
            return true;
          },
          // A citation copied from another article has no source here: its words stay.
          transformPasted: (slice) => withoutForeignCitations(slice, actions.knownSources()),
        },
      }),
    ],
  });
}

function picturesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
}

/** One paste is one step of the history: a single undo takes it all back. */
function putIn(view: EditorView, html: string, pasted: PasteActions['pasted']): boolean {
  const { blocks, report } = cleanHtml(plainFromHtml(html));
  if (blocks.length === 0) return false;
  const slice = sliceOf(view, blocks);
  const { tr } = view.state;
  view.dispatch(closeHistory(tr).replaceSelection(slice).scrollIntoView().setMeta('uiEvent', 'paste'));
  view.dispatch(closeHistory(view.state.tr));
  if (report.size > 0) pasted(report);
  return true;
}

/** Paragraphs at the ends join the line they are pasted into; every other block stands for itself. */
function sliceOf(view: EditorView, blocks: readonly DocumentNode[]): Slice {
  const nodes = blocks.map((block) => Node.fromJSON(view.state.schema, block));
  const isOpen = (node: Node | undefined) => (node?.type.name === 'paragraph' ? 1 : 0);
  return new Slice(Fragment.fromArray(nodes), isOpen(nodes[0]), isOpen(nodes.at(-1)));
}

function withoutForeignCitations(slice: Slice, known: ReadonlySet<string>): Slice {
  const strip = (fragment: Fragment): Fragment => {
    const nodes: Node[] = [];
    fragment.forEach((node) => {
      const marks = node.marks.filter(
        ({ type, attrs }) => type.name !== 'citation' || known.has(String(attrs.referenceKey)),
      );
      nodes.push(node.isText ? node.mark(marks) : node.copy(strip(node.content)));
    });
    return Fragment.fromArray(nodes);
  };
  return new Slice(strip(slice.content), slice.openStart, slice.openEnd);
}
