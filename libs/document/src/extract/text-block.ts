import type { DocumentNode } from '../types.js';

/** What a run of text is to its reader. */
export type TextBlockKind =
  | 'heading'
  | 'paragraph'
  | 'listItem'
  | 'step'
  | 'quote'
  | 'tableCell'
  | 'keyMessage'
  | 'exercise'
  | 'exerciseName'
  | 'exerciseDetail'
  | 'faqQuestion'
  | 'faqAnswer'
  | 'warning'
  | 'warningTitle'
  | 'callToAction'
  | 'patientStory'
  | 'caption'
  | 'altText'
  | 'videoTitle'
  /** A paragraph or item that is nothing but a link: "read also". */
  | 'link';

/** One run of text, in reading order. */
export interface TextBlock {
  /** Its place in the list. */
  readonly index: number;
  readonly kind: TextBlockKind;
  /** Without marks; a hard break is one newline. */
  readonly text: string;
  /** For instance `document.content[3].content[0]`, or `document.content[4].attrs.caption`. */
  readonly path: string;
  /**
   * The ProseMirror position of the first character, so that character `i` stands at `pos + i`. For text that lives in
   * an attribute: the position before its block.
   */
  readonly pos: number;
  /** The attribute that holds the text, when it is not the content of the block. */
  readonly attribute?: string;
  /** The level, when it is a heading. */
  readonly level?: number;
  /** The blocks around it, the outermost first, without the document itself. */
  readonly within: readonly DocumentNode[];
  /** The links in it, with the offsets of their words. */
  readonly links: readonly { readonly from: number; readonly to: number; readonly href: string }[];
}

const KIND_BY_PARENT: Readonly<Record<string, TextBlockKind>> = {
  listItem: 'listItem',
  step: 'step',
  blockquote: 'quote',
  tableCell: 'tableCell',
  tableHeader: 'tableCell',
  keyMessage: 'keyMessage',
  exercise: 'exercise',
  faqAnswer: 'faqAnswer',
  warning: 'warning',
  callToAction: 'callToAction',
  patientStory: 'patientStory',
};

/** The kind of a heading, question or paragraph under these parents. */
export function kindOf(node: DocumentNode, within: readonly DocumentNode[]): TextBlockKind {
  if (node.type === 'heading' || node.type === 'faqQuestion') return node.type;
  const parent = within.at(-1)?.type ?? '';
  return Object.hasOwn(KIND_BY_PARENT, parent) ? KIND_BY_PARENT[parent]! : 'paragraph';
}

/** The attributes that patients read, and what they are to them. */
export const TEXT_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, TextBlockKind>>>> = {
  image: { alt: 'altText', caption: 'caption' },
  videoLink: { title: 'videoTitle' },
  exercise: {
    name: 'exerciseName',
    position: 'exerciseDetail',
    load: 'exerciseDetail',
    frequency: 'exerciseDetail',
    stopRule: 'exerciseDetail',
    easier: 'exerciseDetail',
    harder: 'exerciseDetail',
  },
  warning: { title: 'warningTitle' },
  callToAction: { label: 'callToAction' },
};
