import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import { DeleteIssueDocument, EditIssueDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { useDecision } from '../../../parts/use-decision';
import type { WholeIssue } from '../issue/issue-query';
import { type IssueDraft, inputOf } from './draft';
import { IssueForm } from './issue-form';

interface ComposeDraftProps {
  readonly issue: WholeIssue;
  readonly onDraft: (draft: IssueDraft, dirty: boolean) => void;
}

/** A draft that is there already: changed by whoever has it newest, or thrown away. */
export function ComposeDraft({ issue, onDraft }: ComposeDraftProps) {
  const [changed, setChanged] = useState(false);
  const queries = useQueryClient();
  const edit = useDecision(async (draft: IssueDraft) => {
    const answer = await request(EditIssueDocument, {
      input: { id: issue.id, version: issue.version, ...inputOf(draft) },
    });
    setChanged(answer.result.__typename === 'IssueChanged');
    if (answer.result.__typename === 'Issue') onDraft(draft, false);
    return answer;
  });
  return (
    <div className={form.stack}>
      <IssueForm
        // Another version is another text: what was typed on the older one is not put upon it.
        key={issue.version}
        site={issue.site}
        start={draftOf(issue)}
        save={edit.take}
        busy={edit.busy}
        refused={edit.refused}
        onDraft={onDraft}
        more={<ThrowAway issueId={issue.id} />}
      />
      {changed && (
        <Notice tone="due">
          <p>{t('compose.changedMeanwhile')}</p>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setChanged(false);
              onDraft(draftOf(issue), false);
              void queries.invalidateQueries({ queryKey: ['issues'] });
            }}
          >
            {t('compose.loadNewer')}
          </Button>
        </Notice>
      )}
    </div>
  );
}

/** What a saved issue says, to be changed. */
export function draftOf({ locale, subject, preheader, intro, articles, segment }: WholeIssue): IssueDraft {
  return {
    locale,
    words: { subject, preheader, intro },
    articles: articles.map(({ publicationId, title, mode }) => ({ publicationId, title, mode, locale })),
    segment: {
      locale: segment.locale ?? null,
      interests: segment.interests.map(({ id }) => id),
      withoutInterests: segment.withoutInterests,
    },
  };
}

function ThrowAway({ issueId }: { issueId: string }) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useDecision(async (id: string) => {
    const answer = await request(DeleteIssueDocument, { id });
    if (answer.result.__typename === 'DeletedIssue') await navigate({ to: '/newsletters' });
    return answer;
  });
  if (!asking) {
    return (
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('compose.throwAway')}
      </Button>
    );
  }
  return (
    <>
      {remove.refused && <Notice>{remove.refused.message}</Notice>}
      <Button color="red" loading={remove.busy} onClick={() => remove.take(issueId)}>
        {t('compose.throwAwayNow')}
      </Button>
      <Button variant="default" autoFocus onClick={() => setAsking(false)}>
        {t('form.cancel')}
      </Button>
    </>
  );
}
