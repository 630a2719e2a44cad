import type { NodeViewRenderer } from '@tiptap/core';
import { ReactNodeViewRenderer } from '@tiptap/react';
import { BlockView } from './block-view';

const WITH_VIEW = [
  'exercise',
  'warning',
  'callToAction',
  'patientStory',
  'videoLink',
  'image',
  'safetyBlock',
  'sharedExercise',
  'tableOfContents',
];

/** The blocks that are drawn with a head and a form. All others are plain text to the editor, so that typing is quick. */
export const blockViews: Readonly<Record<string, NodeViewRenderer>> = Object.fromEntries(
  WITH_VIEW.map((name) => [name, ReactNodeViewRenderer(BlockView)]),
);
