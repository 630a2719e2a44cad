import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  ConfirmTranslationDocument,
  EditorBesideDocument,
  type EditorBesideQuery,
  type SourceTextFragment,
} from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { useDecision } from '../../../parts/use-decision';
import { languageName } from '../../../parts/words';
import { CompareView } from '../../article/compare/compare-view';
import reading from '../../article/reading.module.css';
import type { EditedArticle } from '../queries';
import type { EditSession } from '../saving/edit-session';
import { contentOf } from '../saving/save-revision';
import css from './source-beside.module.css';

interface SourceBesideProps {
  readonly article: EditedArticle;
  readonly session: EditSession;
  /** Language of the source. */
  readonly beside: string;
}

type Found = NonNullable<EditorBesideQuery['article']>;

/** The text that is translated, beside the one that is written: what changed in it since is marked. */
export function SourceBeside({ article, session, beside }: SourceBesideProps) {
  const answer = useQuery({
    queryKey: ['article', article.id, 'beside', beside],
    queryFn: async () => (await request(EditorBesideDocument, { id: article.id, beside })).article ?? null,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the source scrolls, so the keyboard must reach it.
    <section className={css.source} aria-label={t('translate.besideIt')} tabIndex={0}>
      <Loaded answer={answer}>{(found) => found && <Source {...{ article, session, beside, found }} />}</Loaded>
    </section>
  );
}

function Source({ article, session, beside, found }: SourceBesideProps & { found: Found }) {
  const own = found.translations.find(({ locale }) => locale === article.newestRevision.locale);
  const relation = own?.sourceLocale === beside ? own : undefined;
  const shown = relation?.source ?? relation?.basis ?? found.newestRevision;
  const language = languageName(beside, currentLanguage());
  return (
    <>
      <header className={css.head}>
        <h2 className={css.title}>{t('translate.source', { language, number: shown.number })}</h2>
        <Link to="." search={(now) => ({ ...now, beside: undefined })} className={css.close}>
          {t('translate.close')}
        </Link>
      </header>
      {!relation && <p className={css.word}>{t('translate.noSource')}</p>}
      {relation && !relation.stale && <p className={css.word}>{t('translate.sourceSame')}</p>}
      {relation?.pendingSeverity && <p className={css.word}>{t('translate.pending')}</p>}
      {relation?.stale && relation.basis && relation.source ? (
        <Changed session={session} basis={relation.basis} source={relation.source} />
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: the renderer escapes; this is the reader's own page.
        <article className={reading.sheet} lang={beside} dangerouslySetInnerHTML={{ __html: shown.html }} />
      )}
    </>
  );
}

interface ChangedProps {
  readonly session: EditSession;
  /** What the translation says the same as. */
  readonly basis: SourceTextFragment;
  /** What it is to say. */
  readonly source: SourceTextFragment;
}

/** A source that went on: what changed in it, and the way to vouch that the translation says it too. */
function Changed({ session: { autosave }, basis, source }: ChangedProps) {
  const [stuck, setStuck] = useState(false);
  const { take, busy, refused } = useDecision(() => {
    const { revisionId, contentHash } = autosave.standsOn;
    const named = { revisionId: source.id, contentHash: source.contentHash };
    return request(ConfirmTranslationDocument, { input: { revisionId, contentHash, source: named } });
  });
  // What is confirmed is what the server has: the words on the screen are saved first.
  const confirm = async () => {
    await autosave.flush();
    setStuck(autosave.isUnsaved);
    if (!autosave.isUnsaved) take(undefined);
  };
  return (
    <>
      <div className={css.word}>
        <Notice tone="due">{t('translate.sourceChanged')}</Notice>
      </div>
      <CompareView
        before={contentOf(basis)}
        after={contentOf(source)}
        layout="inline"
        since={t('compare.sinceRevision', { number: basis.number })}
      />
      <div className={css.confirm}>
        {refused && <Notice>{refused.message}</Notice>}
        {stuck && <Notice>{t('edit.changed')}</Notice>}
        <Button loading={busy} onClick={() => void confirm()}>
          {t('translate.confirm')}
        </Button>
      </div>
    </>
  );
}
