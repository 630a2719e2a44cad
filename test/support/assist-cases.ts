import type { Answered, Api } from './api.js';
import type { Things } from './management-cases.js';

/** There is no language model here: the row stands as one would have left it. */
export async function anOpenSuggestion(api: Api, revisionId: string): Promise<Answered> {
  const [row] = await api.database.query(
    `INSERT INTO suggestion (id, article_id, site_id, locale, revision_id, task, original, proposal, model, asked_by_id, asked_at)
     SELECT gen_random_uuid(), a.id, a.site_id, r.locale, r.id, 'summary', 'All of it.', 'In short.', 'test', r.created_by_id, now()
     FROM revision r JOIN article a ON a.id = r.article_id WHERE r.id = $1 RETURNING id`,
    [revisionId],
  );
  return row;
}

/** What every mutation about suggestions is asked with. */
export const ASSIST_MUTATIONS: Readonly<Record<string, (things: Things) => Record<string, Answered>>> = {
  suggestRewrite: ({ revision }) => ({
    input: { revisionId: revision.id, path: 'document.content[0]', quote: 'Walk a little every day.' },
  }),
  suggestSummary: ({ revision }) => ({ revisionId: revision.id }),
  acceptSuggestion: ({ suggestion }) => ({ id: suggestion.id }),
  declineSuggestion: ({ suggestion }) => ({ id: suggestion.id }),
};
