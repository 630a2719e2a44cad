import DataLoader from 'dataloader';
import type { PublishedArticle, ReadModel, Translation } from '#delivery';

/** What lives as long as one request. */
export interface DeliveryContext {
  readonly translations: DataLoader<PublishedArticle, readonly Translation[], string>;
}

/** Other locales, asked for in one statement however many articles want theirs. */
export function deliveryContext(readers: ReadModel): DeliveryContext {
  return {
    translations: new DataLoader(
      async (articles) => {
        const found = await readers.translations(articles);
        return articles.map(({ siteId, id, locale }) =>
          found.filter((it) => it.siteId === siteId && it.articleId === id && it.locale !== locale),
        );
      },
      { cacheKeyFn: ({ siteId, id, locale }) => `${siteId} ${id} ${locale}` },
    ),
  };
}
