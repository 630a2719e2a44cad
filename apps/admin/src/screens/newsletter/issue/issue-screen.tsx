import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Screen } from '../../../parts/screen';
import { NewsletterNav } from '../newsletter-nav';
import { AboutIssue } from './about-issue';
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
  const sent = issue.frozenAt !== null && issue.frozenAt !== undefined;
  return (
    <div className={form.columns}>
      <div className={form.stack}>
        {sent ? <ProgressCard issue={issue} /> : <SendForm issue={issue} />}
        {issue.recipients.unknown > 0 && <UnknownCard issue={issue} />}
        {sent && <ResultCard issue={issue} />}
      </div>
      <div className={form.stack}>
        <AboutIssue issue={issue} />
        {sent && <ReportsCard issue={issue} />}
      </div>
    </div>
  );
}
