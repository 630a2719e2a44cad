import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { ComposeIssueDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Screen } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import { NewsletterNav } from '../newsletter-nav';
import { ChecksCard } from '../preview/checks-card';
import { MailPreview } from '../preview/mail-preview';
import { useDraftPreview } from '../preview/use-preview';
import { emptyDraft, type IssueDraft, inputOf } from './draft';
import { IssueForm } from './issue-form';

/** Puts live articles together into an issue. Nothing is sent by it. */
export function NewIssueScreen() {
  const site = useOneSite();
  const may = useMay(PUBLISHERS, site?.slug);
  return (
    <Screen title={t('compose.title')} about={<Link to="/newsletters">{t('issues.toList')}</Link>}>
      <NewsletterNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      {site && may ? (
        <Compose key={site.slug} site={site} />
      ) : (
        <Empty title={t('newsletter.mayNot')}>
          <p>{t('newsletter.mayNotWhy')}</p>
        </Empty>
      )}
    </Screen>
  );
}

function Compose({ site }: { site: Site }) {
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => emptyDraft(site));
  const shown = useDraftPreview(site.slug, draft);
  const { take, busy, refused } = useDecision(async (kept: IssueDraft) => {
    const answer = await request(ComposeIssueDocument, { input: { site: site.slug, ...inputOf(kept) } });
    if (answer.result.__typename === 'Issue') {
      await navigate({ to: '/newsletters/$issueId', params: { issueId: answer.result.id } });
    }
    return answer;
  });
  return (
    <div className={form.columns}>
      <IssueForm site={site} start={emptyDraft(site)} save={take} busy={busy} refused={refused} onDraft={setDraft} />
      <div className={form.stack}>
        <MailPreview {...shown} />
        {shown.preview && <ChecksCard checks={shown.preview.checks} />}
      </div>
    </div>
  );
}
