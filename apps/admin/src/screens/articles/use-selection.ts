import { useCallback, useMemo, useState } from 'react';
import type { ArticleRow } from './article-row';

/** What is known of a selected article, also when its row is not drawn any more. */
export interface Selected {
  readonly id: string;
  readonly title: string;
  readonly site: string;
  readonly locale: string;
}

/** The articles a person selected; it outlives scrolling, not leaving the screen. */
export interface Selection {
  readonly all: readonly Selected[];
  readonly has: (id: string) => boolean;
  readonly set: (article: ArticleRow, chosen: boolean) => void;
  readonly setMany: (articles: readonly ArticleRow[], chosen: boolean) => void;
  readonly clear: () => void;
  /** Keeps those alone: after a bulk step, the ones that were refused. */
  readonly keep: (ids: ReadonlySet<string>) => void;
}

export function useSelection(): Selection {
  const [chosen, choose] = useState<ReadonlyMap<string, Selected>>(new Map());
  const setMany = useCallback((articles: readonly ArticleRow[], selected: boolean) => {
    choose((now) => {
      const next = new Map(now);
      for (const article of articles) {
        if (selected) next.set(article.id, selectedOf(article));
        else next.delete(article.id);
      }
      return next;
    });
  }, []);
  const set = useCallback((article: ArticleRow, selected: boolean) => setMany([article], selected), [setMany]);
  const clear = useCallback(() => choose(new Map()), []);
  const keep = useCallback(
    (ids: ReadonlySet<string>) => choose((now) => new Map([...now].filter(([id]) => ids.has(id)))),
    [],
  );
  return useMemo(
    () => ({ all: [...chosen.values()], has: (id: string) => chosen.has(id), set, setMany, clear, keep }),
    [chosen, set, setMany, clear, keep],
  );
}

function selectedOf({ id, site, newestRevision }: ArticleRow): Selected {
  return { id, site: site.slug, title: newestRevision.title, locale: newestRevision.locale };
}
