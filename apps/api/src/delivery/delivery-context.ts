import DataLoader from 'dataloader';
import type { PublishedArticle, ReadModel, Translation, Witness } from '#delivery';

/** What lives as long as one request. */
export interface DeliveryContext {
  /** Takes down what the answer is made from. */
  readonly witness: Witness;
  readonly translations: DataLoader<PublishedArticle, readonly Translation[], string>;
}

/** For an answer that is kept by nobody. */
const NOBODY: Witness = { saw: () => undefined };

/** Other locales, asked for in one statement however many articles want theirs. */
export function deliveryContext(readers: ReadModel, witness: Witness = NOBODY): DeliveryContext {
  return {
    witness,
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
