import { useMemo } from 'react';
import { renderHtml } from '#document';
import type { Site } from '../../api/session';
import { contentOf } from './comments-panel';
import type { Revision } from './queries';
import css from './reading.module.css';

/** The text as its readers see it. `renderHtml` escapes every word and checks every address, whatever was stored. */
export function Reading({ revision, site }: { revision: Revision; site: Site }) {
  const html = useMemo(
    () =>
      renderHtml(contentOf(revision), {
        withTitle: true,
        withPaths: true,
        headingOffset: 1,
        emergencyNumber: site.emergencyNumber,
        baseUrl: site.url,
      }),
    [revision, site],
  );
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the renderer escapes; this is the reader's own page.
    <article className={css.sheet} lang={revision.locale} dangerouslySetInnerHTML={{ __html: html }} />
  );
}
