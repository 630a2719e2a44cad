import { Button } from '@mantine/core';
import { request } from '../../../api/client';
import { useMe } from '../../../api/session';
import { ApproveIssueDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { useMay } from '../../../parts/one-site';
import { NEWSLETTER_READERS } from '../../../parts/roles';
import { Card } from '../../../parts/screen';
import { Pill } from '../../../parts/status';
import { useDecision } from '../../../parts/use-decision';
import { hashWords } from '../../../parts/words';
import type { WholeIssue } from './issue-query';

/**
 * Whether a second person vouches for an issue as it stands, and the way to do so for whoever may. `wait` says why not yet:
 * nobody vouches for what is not shown to them.
 */
export function ApprovalCard({ issue, wait }: { issue: WholeIssue; wait: string }) {
  const { approval, clinicalWords } = issue;
  return (
    <Card
      title={t('issueApproval.title')}
      aside={
        <Pill tone={approval ? 'good' : 'due'} icon={approval ? 'check' : 'clock'}>
          {t(approval ? 'issueApproval.given' : 'issueApproval.missing')}
        </Pill>
      }
    >
      <div className={`${form.form} ${form.pad}`}>
        {approval ? (
          <p>
            {t(approval.byClinician ? 'issueApproval.byClinician' : 'issueApproval.by', {
              name: approval.by.name,
              date: writeDate(approval.at, 'full', issue.site.timeZone),
            })}{' '}
            {t('issueApproval.ends')}
          </p>
        ) : (
          <p>{t('issueApproval.why')}</p>
        )}
        {clinicalWords.length > 0 && !approval?.byClinician && (
          <Notice tone="due">
            <p>{t('issueApproval.clinical')}</p>
            <ul>
              {clinicalWords.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </Notice>
        )}
        <p className="soft">
          {t('issueApproval.covers')} <code className="code">{hashWords(issue.contentHash)}</code>
        </p>
        {!approval && <Approve issue={issue} wait={wait} />}
      </div>
    </Card>
  );
}

function Approve({ issue, wait }: { issue: WholeIssue; wait: string }) {
  const me = useMe();
  const may = useMay(NEWSLETTER_READERS, issue.site.slug);
  const { take, busy, refused } = useDecision((contentHash: string) =>
    request(ApproveIssueDocument, { input: { id: issue.id, contentHash } }),
  );
  if (!may) return <p className="soft">{t('issueApproval.mayNot')}</p>;
  if (issue.composers.some(({ id }) => id === me.id)) return <p className="soft">{t('issueApproval.own')}</p>;
  return (
    <>
      {refused && <Notice>{refused.message}</Notice>}
      <div className={form.bar}>
        <Button loading={busy} disabled={wait !== ''} onClick={() => take(issue.contentHash)}>
          {t('issueApproval.action')}
        </Button>
        {wait && <span className="soft">{wait}</span>}
      </div>
    </>
  );
}
