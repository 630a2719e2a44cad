import { type RefObject, useEffect, useState } from 'react';
import { t } from '../../messages/t';
import { Icon } from '../icons';
import { useKeys } from '../use-keys';
import css from './selection-action.module.css';
import { type DraftPlace, placeOfSelection } from './selection-place';

interface Offered {
  readonly draft: DraftPlace;
  /** Where the selection ends, in pixels of the window. */
  readonly top: number;
  readonly left: number;
}

const BUTTON_WIDTH = 150;

/** Beside words that are selected in a text: the button that begins a comment on them. The key c does the same. */
export function SelectionAction({
  text,
  start,
}: {
  text: RefObject<HTMLElement | null>;
  start: (draft: DraftPlace) => void;
}) {
  const [offered, offer] = useState<Offered>();
  useEffect(() => {
    const look = () => {
      const selection = document.getSelection();
      const draft = text.current ? placeOfSelection(text.current, selection) : undefined;
      const box = draft && selection?.getRangeAt(0).getBoundingClientRect();
      if (!draft || !box) return offer(undefined);
      const left = Math.max(8, Math.min(window.innerWidth - BUTTON_WIDTH - 8, box.right - BUTTON_WIDTH));
      offer({ draft, left, top: Math.min(window.innerHeight - 56, box.bottom + 8) });
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [text]);
  const begin = () => {
    if (!offered) return;
    start(offered.draft);
    offer(undefined);
  };
  useKeys({ c: begin });
  if (!offered) return null;
  return (
    <button
      type="button"
      className={css.action}
      style={{ top: offered.top, left: offered.left }}
      // Pressing must not end the selection before the click has read it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={begin}
    >
      <Icon name="pencil" /> {t('comments.start')} <kbd>c</kbd>
    </button>
  );
}
