import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DocumentNode } from '#document';
import { request } from '../../api/client';
import { KeepPassageDocument, SaveMoveDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';
import css from './import-screen.module.css';
import { moved } from './moved';
import type { NewestRevision } from './queries';

type Finding = NewestRevision['findings'][number];

/** Passages that read like advertising. Each is moved out of the clinical text, or kept in it with a reason. */
export function MovesPart({ revision }: { revision: NewestRevision }) {
  const found = revision.findings.flatMap((finding) => {
    const path = pathOf(finding);
    return path !== null && !finding.waiver ? [{ finding, path }] : [];
  });
  const first = found.filter(({ path }, at) => found.findIndex((one) => one.path === path) === at);
  return (
    <section aria-label={t('import.moves')}>
      <h3>{t('import.moves')}</h3>
      {first.length === 0 ? (
        <p className="soft">{t('import.noMoves')}</p>
      ) : (
        <ul className={css.lines}>
          {first.map(({ finding, path }) => (
            <MoveLine key={`${path} ${finding.key}`} {...{ revision, finding, path }} />
          ))}
        </ul>
      )}
    </section>
  );
}

function pathOf({ proposal }: Finding): string | null {
  const { kind, paths } = (proposal ?? {}) as { kind?: string; paths?: readonly string[] };
  return kind === 'moveToCallToAction' ? (paths?.[0] ?? null) : null;
}

function MoveLine({ revision, finding, path }: { revision: NewestRevision; finding: Finding; path: string }) {
  const [keeping, setKeeping] = useState(false);
  const { take, busy, refused } = useDecision((document: DocumentNode) => {
    const { id, articleId, locale, title, summary, references, contentHash } = revision;
    const base = { articleId, locale, baseRevisionId: id, baseContentHash: contentHash };
    return request(SaveMoveDocument, { input: { ...base, title, summary, document, references } });
  });
  const document = moved(revision.document as DocumentNode, path);
  return (
    <li className={css.line}>
      <div className={css.lineText}>
        <p className={css.words}>{finding.quote}</p>
        {refused && <Notice>{refused.message}</Notice>}
        {keeping && <KeepForm revisionId={revision.id} findingKey={finding.key} close={() => setKeeping(false)} />}
      </div>
      {!keeping && (
        <div className={css.lineActions}>
          <Button
            size="xs"
            variant="light"
            disabled={!document}
            loading={busy}
            onClick={() => document && take(document)}
          >
            {t('import.move')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setKeeping(true)}>
            {t('import.keep')}
          </Button>
        </div>
      )}
    </li>
  );
}

function KeepForm({ revisionId, findingKey, close }: { revisionId: string; findingKey: string; close: () => void }) {
  const [reason, setReason] = useState('');
  const { take, busy, refused } = useDecision(
    () => request(KeepPassageDocument, { input: { revisionId, findingKey, reason: reason.trim() } }),
    close,
  );
  return (
    <form
      className={css.keep}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <TextInput
        label={t('import.keepReason')}
        description={t('waive.hint')}
        required
        withAsterisk={false}
        minLength={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.lineActions}>
        <Button type="submit" size="xs" loading={busy}>
          {t('import.keep')}
        </Button>
        <Button size="xs" variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
