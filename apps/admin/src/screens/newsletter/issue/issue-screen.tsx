import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { useMay } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card, Screen } from '../../../parts/screen';
import { ComposeDraft } from '../compose/compose-draft';
import { NewsletterNav } from '../newsletter-nav';
import { AboutIssue } from './about-issue';
import { ApprovalCard } from './approval-card';
import css from './issue.module.css';
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

/** The draft, and beside it what is still to be done before it may go. */
function BeforeSending({ issue }: { issue: WholeIssue }) {
  const composer = useMay(PUBLISHERS, issue.site.slug);
  const [dirty, setDirty] = useState(false);
  return (
    <div className={form.columns}>
      {composer ? <ComposeDraft issue={issue} onDirty={setDirty} /> : <ReadDraft issue={issue} />}
      <div className={form.stack}>
        <ApprovalCard issue={issue} dirty={dirty} />
        <SendForm issue={issue} dirty={dirty} />
        {composer && <AboutIssue issue={issue} />}
      </div>
    </div>
  );
}

function ReadDraft({ issue }: { issue: WholeIssue }) {
  return (
    <div className={form.stack}>
      <Card title={issue.subject}>
        <p className={`${form.pad} ${css.intro}`}>{issue.intro || t('issue.noIntro')}</p>
      </Card>
      <AboutIssue issue={issue} />
    </div>
  );
}
