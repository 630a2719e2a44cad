import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { useMay } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Screen } from '../../../parts/screen';
import { ComposeDraft, draftOf } from '../compose/compose-draft';
import { NewsletterNav } from '../newsletter-nav';
import { ChecksCard } from '../preview/checks-card';
import { MailPreview } from '../preview/mail-preview';
import { useDraftPreview, useIssueChecks, useIssuePreview } from '../preview/use-preview';
import { AboutIssue } from './about-issue';
import { ApprovalCard } from './approval-card';
import { issueQuery, type WholeIssue } from './issue-query';
import { ProgressCard } from './progress-card';
import { ReportsCard } from './reports-card';
import { ResultCard } from './result-card';
import { SendForm } from './send-form';
import { UnknownCard } from './unknown-card';

/** One issue: before it is sent what is in it, afterwards what became of it. */
export function IssueScreen() {
  const { issueId } = useParams({ from: '/frame/newsletters/$issueId' });
  const answer = useQuery(issueQuery(issueId));
  return (
    <Screen
      title={answer.data?.subject ?? t('newsletter.title')}
      about={<Link to="/newsletters">{t('issues.toList')}</Link>}
    >
      <NewsletterNav />
      <Loaded answer={answer}>
        {(issue) =>
          issue ? (
            <Parts issue={issue} />
          ) : (
            <Empty title={t('issue.missing')}>
              <p>{t('people.missingWhy')}</p>
            </Empty>
          )
        }
      </Loaded>
    </Screen>
  );
}

function Parts({ issue }: { issue: WholeIssue }) {
  if (issue.status === 'COMPOSING') return <BeforeSending issue={issue} />;
  return (
    <div className={form.columns}>
      <div className={form.stack}>
        <ProgressCard issue={issue} />
        {issue.recipients.unknown > 0 && <UnknownCard issue={issue} />}
        <ResultCard issue={issue} />
      </div>
      <div className={form.stack}>
        <AboutIssue issue={issue} />
        <ReportsCard issue={issue} />
      </div>
    </div>
  );
}

/** The draft, and beside it how it looks and what is still to be done before it may go. */
function BeforeSending({ issue }: { issue: WholeIssue }) {
  return useMay(PUBLISHERS, issue.site.slug) ? <ForComposer issue={issue} /> : <ForReviewer issue={issue} />;
}

function ForComposer({ issue }: { issue: WholeIssue }) {
  const [dirty, setDirty] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(issue));
  const shown = useDraftPreview(issue.site.slug, draft);
  const checks = useIssueChecks(issue.id, issue.contentHash);
  const found = dirty ? shown.preview?.checks : checks.data;
  return (
    <div className={form.columns}>
      <div className={form.stack}>
        <ComposeDraft
          issue={issue}
          onDraft={(next, differs) => {
            setDraft(next);
            setDirty(differs);
          }}
        />
        <AboutIssue issue={issue} />
      </div>
      <div className={form.stack}>
        <MailPreview {...shown} />
        {found && <ChecksCard checks={found} />}
        <ApprovalCard
          issue={issue}
          wait={dirty ? t('compose.saveFirst') : shown.preview ? '' : t('issueApproval.notShown')}
        />
        <SendForm
          issue={issue}
          dirty={dirty}
          stopped={checks.data?.some(({ severity }) => severity === 'BLOCKING') ?? false}
        />
      </div>
    </div>
  );
}

/** All that would be sent, and the decision about it. */
function ForReviewer({ issue }: { issue: WholeIssue }) {
  const shown = useIssuePreview(issue.id, issue.contentHash);
  const checks = useIssueChecks(issue.id, issue.contentHash);
  return (
    <div className={form.columns}>
      <div className={form.stack}>
        <MailPreview {...shown} />
        <AboutIssue issue={issue} />
      </div>
      <div className={form.stack}>
        <ApprovalCard issue={issue} wait={shown.preview ? '' : t('issueApproval.notShown')} />
        {checks.data && <ChecksCard checks={checks.data} />}
      </div>
    </div>
  );
}
