import type { Page } from '../../support/browser.js';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape.
export type Answered = any;

/** Asks the API as the person who is signed in on this page. */
export function ask(page: Page, query: string, variables: object = {}): Promise<Answered> {
  return page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json', 'apollo-require-preflight': '1' };
      const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify(body) });
      const { data, errors } = (await answer.json()) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    { query, variables },
  );
}

/** The fields of an article that an edit stands on. */
export const TEXT = `id newestRevision { id number locale title summary document references contentHash }`;

const REFUSED = `__typename ... on Refusal { message }`;

/** Does a mutation whose success is of this type; throws the sentence of a refusal. */
export async function done(page: Page, type: string, mutation: string, variables: object): Promise<Answered> {
  const { result } = await ask(page, mutation.replace('...refused', REFUSED), variables);
  if (result.__typename !== type) throw new Error(`${result.__typename}: ${result.message}`);
  return result;
}

/** Writes a sentence at the end of an article and saves. */
export async function addSentence(page: Page, articleId: string, sentence: string): Promise<Answered> {
  const { article } = await ask(page, `query ($id: ID!) { article(id: $id) { ${TEXT} } }`, { id: articleId });
  const { id, locale, contentHash, title, summary, references, document } = article.newestRevision;
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: sentence }] };
  const input = {
    ...{ articleId, locale, baseRevisionId: id, baseContentHash: contentHash, title, summary, references },
    document: { ...document, content: [...document.content, paragraph] },
    reason: 'One more sentence',
  };
  const save = `mutation ($input: SaveRevisionInput!) {
    result: saveRevision(input: $input) { ...refused ... on Revision { id contentHash } } }`;
  return done(page, 'Revision', save, { input });
}
