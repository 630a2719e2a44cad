import { type RefObject, useEffect } from 'react';
import type { Thread } from './comment-queries';
import { rangeOfPlace } from './selection-place';

/**
 * Marks the words that open threads stand on in a drawn text, and answers a click on them with the thread. `drawn` changes
 * when the text is drawn anew. Browsers that cannot mark still list every thread beside the text.
 */
export function useCommentMarks(
  text: RefObject<HTMLElement | null>,
  threads: readonly Thread[],
  drawn: unknown,
  open: (threadId: string) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another drawing needs other ranges.
  useEffect(() => {
    const root = text.current;
    if (!root) return;
    const marks = threads.flatMap(({ id, state, place }) => {
      const range = state === 'OPEN' ? rangeOfPlace(root, place) : undefined;
      return range ? [{ id, range }] : [];
    });
    if ('highlights' in CSS) CSS.highlights.set('comment', new Highlight(...marks.map(({ range }) => range)));
    const onClick = ({ clientX, clientY }: MouseEvent) => {
      if (!window.getSelection()?.isCollapsed) return;
      const hit = marks.find(({ range }) =>
        [...range.getClientRects()].some(
          ({ left, right, top, bottom }) => clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
        ),
      );
      if (hit) open(hit.id);
    };
    root.addEventListener('click', onClick);
    return () => {
      root.removeEventListener('click', onClick);
      if ('highlights' in CSS) CSS.highlights.delete('comment');
    };
  }, [text, threads, drawn, open]);
}

/** Scrolls to what a thread stands on, and marks it for itself. Answers whether it is there. */
export function showThreadPlace(root: HTMLElement | null, thread: Thread): boolean {
  const range = root ? rangeOfPlace(root, thread.place) : undefined;
  if (!range) return false;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const start = range.startContainer;
  const element = start instanceof Element ? start.querySelector('[data-path]') : start.parentElement;
  element?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  if ('highlights' in CSS) CSS.highlights.set('passage', new Highlight(range));
  return true;
}
