import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** The delivery API did not answer as it should. Show no old copy instead: it may have been withdrawn. */
export class CarepressUnavailable extends Error {
  override readonly name = 'CarepressUnavailable';
}

/** What Next keeps an answer under. The webhook receiver drops the same names. */
export const tags = {
  site: (site: string) => `carepress-site-${site}`,
  page: (site: string, locale: string, slug: string) => `carepress-page-${site}-${locale}-${slug}`,
};

type Document<R, V> = DocumentTypeDecoration<R, V> & { toString(): string };

interface Keeping {
  /** Names by which the answer is dropped again; none for an answer that nobody may keep. */
  readonly tags: readonly string[];
}

const TIMEOUT_MS = 5_000;

/**
 * Typed questions to one Carepress: the answer has the type of the query.
 *
 * @param key secret of a site key; a site that everybody may read needs none
 */
export function createClient(api: string, key?: string) {
  const headers = { accept: 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
  return {
    /**
     * Asks by GET, so that every cache on the way may answer.
     *
     * @throws CarepressUnavailable when there is no good answer
     */
    async query<R, V>(document: Document<R, V>, variables: V, keeping: Keeping): Promise<R> {
      const question = new URLSearchParams({ query: document.toString(), variables: JSON.stringify(variables) });
      const init: RequestInit =
        keeping.tags.length > 0
          ? // An hour at most, should a webhook be lost on the way.
            { cache: 'force-cache', next: { tags: [...keeping.tags], revalidate: 3_600 } }
          : { cache: 'no-store' };
      const answer = await fetch(`${api}/delivery/graphql?${question}`, {
        ...init,
        headers,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((cause) => {
        throw new CarepressUnavailable('The delivery API cannot be reached.', { cause });
      });
      const body = (await answer.json().catch(() => null)) as { data?: R; errors?: unknown[] } | null;
      if (!body?.data || body.errors) throw new CarepressUnavailable(`The delivery API answered ${answer.status}.`);
      return body.data;
    },
  };
}
