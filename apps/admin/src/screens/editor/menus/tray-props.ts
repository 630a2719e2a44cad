import type { Editor } from '@tiptap/core';
import type { Draft } from '../content/draft';

/** The forms that a tool may open. */
export type TrayKind = 'link' | 'citation' | 'term' | 'insert' | 'safetyBlock' | 'sharedExercise' | 'image';

/** What each of them is given. */
export interface TrayProps {
  readonly editor: Editor;
  readonly draft: Draft;
  /** Slug of the article's site. */
  readonly site: string;
  readonly close: () => void;
}
