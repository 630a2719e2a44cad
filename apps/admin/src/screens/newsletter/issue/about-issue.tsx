import { Link } from '@tanstack/react-router';
import { currentLanguage, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Facts } from '../../../parts/facts';
import { Card, CardRow } from '../../../parts/screen';
import { languageName } from '../../../parts/words';
import type { WholeIssue } from './issue-query';

/** What is in an issue: its words, and each article with who approved it. */
export function AboutIssue({ issue }: { issue: WholeIssue }) {
  const zone = issue.site.timeZone;
  return (
    <>
      <Card title={t('issue.facts')}>
        <Facts
          rows={[
            [t('frame.site'), issue.site.name],
            [t('issue.language'), languageName(issue.locale, currentLanguage())],
            [t('issue.preheader'), issue.preheader || null],
            [t('issue.composedBy'), `${issue.createdBy.name}, ${writeDate(issue.createdAt, 'full', zone)}`],
            [t('issue.frozen'), issue.frozenAt ? writeDate(issue.frozenAt, 'full', zone) : null],
            [t('issue.finished'), issue.finishedAt ? writeDate(issue.finishedAt, 'full', zone) : null],
          ]}
        />
      </Card>
      <Card title={t('issue.articles')}>
        <ul>
          {issue.articles.map((one) => (
            <CardRow
              key={one.publicationId}
              title={
                <Link
                  to="/preview/$revisionId"
                  params={{ revisionId: one.revision.id }}
                  search={{ form: 'email' }}
                  title={t('issue.readArticle')}
                >
                  {one.title}
                </Link>
              }
              about={`${t(`articleMode.${one.mode}`)} · ${t('issue.approvedBy', {
                name: one.approval.approver.name,
                date: writeDate(one.approval.approvedAt, 'day', zone),
              })}`}
            />
          ))}
        </ul>
      </Card>
    </>
  );
}
