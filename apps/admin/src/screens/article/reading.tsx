import { Link } from '@tanstack/react-router';
import { type Ref, useMemo } from 'react';
import { renderHtml } from '#document';
import type { Site } from '../../api/session';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { contentOf } from './comments-panel';
import type { Revision } from './queries';
import css from './reading.module.css';

interface ReadingProps {
  readonly revision: Revision;
  readonly newest: Revision;
  readonly site: Site;
  readonly ref: Ref<HTMLElement>;
}

/** The text as its readers see it. `renderHtml` escapes every word and checks every address, whatever was stored. */
export function Reading({ revision, newest, site, ref }: ReadingProps) {
  const html = useMemo(() => {
    return renderHtml(contentOf(revision), {
      withTitle: true,
      withPaths: true,
      headingOffset: 1,
      emergencyNumber: site.emergencyNumber,
      baseUrl: site.url,
    });
  }, [revision, site]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls, so the keyboard must reach it.
    <section ref={ref} className={css.place} aria-label={t('article.text')} tabIndex={0}>
      {revision.id !== newest.id && (
        <div className={css.older}>
          <Notice tone="due">
            {t('article.older', { number: revision.number, newest: newest.number })}{' '}
            <Link to="." search={(now) => ({ ...now, revision: undefined })}>
              {t('article.showNewest')}
            </Link>
          </Notice>
        </div>
      )}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the renderer escapes; this is the reader's own page. */}
      <article className={css.sheet} lang={revision.locale} dangerouslySetInnerHTML={{ __html: html }} />
    </section>
  );
}
