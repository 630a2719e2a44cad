import type { Revision } from './queries';
import css from './reading.module.css';

/** The text as its readers see it, with its shared pieces and pictures. The server's renderer escapes every word. */
export function Reading({ revision }: { revision: Revision }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: the renderer escapes; this is the reader's own page.
    <article className={css.sheet} lang={revision.locale} dangerouslySetInnerHTML={{ __html: revision.html }} />
  );
}
