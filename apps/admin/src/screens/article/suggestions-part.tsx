import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/client';
import { rolesAt, useMe } from '../../api/session';
import {
  AcceptSuggestionDocument,
  DeclineSuggestionDocument,
  RevisionSuggestionsDocument,
  type SuggestionPartsFragment,
  SuggestRewriteDocument,
  SuggestSummaryDocument,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { EDITORS } from '../../parts/roles';
import { useDecision } from '../../parts/use-decision';
import type { Article, Revision } from './queries';
import css from './rail.module.css';

/** A sentence that a model may be asked to say more plainly: one that a check found hard to read. */
const HARD = new Set(['LONG_SENTENCES', 'PASSIVE_VOICE', 'JARGON_UNDEFINED']);

/**
 * What a language model proposed for the newest text, each for a person to take over as their own edit or not, and the
 * way to ask for more. Where no model is set up, the answer says so.
 */
export function SuggestionsPart({ article, shown }: { article: Article; shown: Revision }) {
  const roles = rolesAt(useMe(), article.site.slug);
  const { data } = useQuery({
    queryKey: ['suggestions', shown.id, shown.contentHash],
    queryFn: async () => (await request(RevisionSuggestionsDocument, { id: shown.id })).revision?.suggestions ?? [],
  });
  const mayWrite = EDITORS.some((role) => roles.has(role)) && shown.id === article.newestRevision.id;
  if (!mayWrite) return null;
  return (
    <details className={css.more} open={(data ?? []).length > 0}>
      <summary>{t('assist.title', { count: data?.length ?? 0 })}</summary>
      <p className={css.small}>{t('assist.about')}</p>
      {(data ?? []).map((one) => (
        <OneSuggestion key={one.id} one={one} />
      ))}
      <Ask shown={shown} />
    </details>
  );
}

function OneSuggestion({ one }: { one: SuggestionPartsFragment }) {
  const accept = useDecision((id: string) => request(AcceptSuggestionDocument, { id }));
  const decline = useDecision((id: string) => request(DeclineSuggestionDocument, { id }));
  const refused = accept.refused ?? decline.refused;
  return (
    <div className={css.part}>
      <h3>{t(one.task === 'SUMMARY' ? 'assist.summary' : 'assist.sentence')}</h3>
      {one.task === 'PLAIN_SENTENCE' && (
        <p>
          <del>{one.original}</del>
        </p>
      )}
      <p>
        <ins>{one.proposal}</ins>
      </p>
      <p className={css.small}>{t('assist.by', { model: one.model, name: one.askedBy.name })}</p>
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.steps}>
        <Button size="xs" variant="default" loading={decline.busy} onClick={() => decline.take(one.id)}>
          {t('assist.decline')}
        </Button>
        <Button size="xs" loading={accept.busy} onClick={() => accept.take(one.id)}>
          {t('assist.accept')}
        </Button>
      </div>
    </div>
  );
}

function Ask({ shown }: { shown: Revision }) {
  const summary = useDecision((revisionId: string) => request(SuggestSummaryDocument, { revisionId }));
  const rewrite = useDecision(({ path, quote }: { path: string; quote: string }) =>
    request(SuggestRewriteDocument, { input: { revisionId: shown.id, path, quote } }),
  );
  const refused = summary.refused ?? rewrite.refused;
  const hard = shown.findings.flatMap(({ key, code, path, quote }) =>
    HARD.has(code) && quote && path?.startsWith('document.') ? [{ key, path, quote }] : [],
  );
  return (
    <div className={css.part}>
      {refused && <Notice>{refused.message}</Notice>}
      <Button size="xs" variant="default" loading={summary.busy} onClick={() => summary.take(shown.id)}>
        {t('assist.askSummary')}
      </Button>
      {hard.map(({ key, path, quote }) => (
        <div key={key}>
          <p className={css.small}>“{quote}”</p>
          <Button size="xs" variant="default" loading={rewrite.busy} onClick={() => rewrite.take({ path, quote })}>
            {t('assist.askSentence')}
          </Button>
        </div>
      ))}
    </div>
  );
}
