import { useEffect, useRef, useSyncExternalStore } from 'react';
import { t } from '../../messages/t';
import type { Draft, HeadField } from './content/draft';
import css from './writing.module.css';

const LONGEST: Readonly<Record<HeadField, number>> = { title: 200, summary: 500 };

/** Title and summary, written where they are read. */
export function TextHead({ draft, toBody }: { draft: Draft; toBody: () => void }) {
  return (
    <>
      <HeadText draft={draft} field="title" next={() => document.getElementById('edit-summary')?.focus()} />
      <HeadText draft={draft} field="summary" next={toBody} />
    </>
  );
}

/** A text that grows with its lines. Enter goes on to what follows: a title has no second paragraph. */
function HeadText({ draft, field, next }: { draft: Draft; field: HeadField; next: () => void }) {
  const value = useSyncExternalStore(
    (listener) => draft.subscribe(listener),
    () => draft[field],
  );
  const place = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the words.
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);
  return (
    <textarea
      ref={place}
      id={`edit-${field}`}
      className={css[field]}
      rows={1}
      value={value}
      maxLength={LONGEST[field]}
      lang={draft.locale}
      aria-label={t(`edit.${field}`)}
      placeholder={t(`edit.${field}`)}
      onChange={(event) => draft.setHead(field, event.target.value.replace(/\s*\n\s*/g, ' '))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        next();
      }}
    />
  );
}
