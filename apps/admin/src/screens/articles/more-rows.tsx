import { useEffect, useRef } from 'react';
import { t } from '../../messages/t';
import css from './more-rows.module.css';

interface MoreRowsProps {
  readonly shown: number;
  readonly total: number;
  readonly more: boolean;
  readonly loading: boolean;
  readonly load: () => void;
}

/** How much of the list is here; the rest comes when its end comes near, or by the button. */
export function MoreRows({ shown, total, more, loading, load }: MoreRowsProps) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(load);
  latest.current = load;
  const wanted = more && !loading;
  useEffect(() => {
    if (!wanted || !end.current) return;
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      root: document.getElementById('screen'),
      rootMargin: '600px',
    });
    seen.observe(end.current);
    return () => seen.disconnect();
  }, [wanted]);
  return (
    <div ref={end} className={css.end}>
      <span>{t('articles.shown', { shown, total })}</span>
      {more && (
        <button type="button" className={css.more} onClick={load} disabled={loading}>
          {t('articles.more')}
        </button>
      )}
    </div>
  );
}
