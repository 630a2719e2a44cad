import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { UnknownRecipientsDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import { writeDate } from '../../../parts/dates';
import css from './issue.module.css';
import type { WholeIssue } from './issue-query';

interface UnknownPeopleProps {
  readonly issue: WholeIssue;
  readonly ticked: readonly string[];
  readonly onChange: (ticked: readonly string[]) => void;
}

/** Those of whom it is unknown, page by page, each with as much of the address as tells them apart. */
export function UnknownPeople({ issue, ticked, onChange }: UnknownPeopleProps) {
  const answer = useInfiniteQuery({
    queryKey: ['issues', 'unknown', issue.id, issue.recipients.unknown],
    queryFn: async ({ pageParam: after }) =>
      (await request(UnknownRecipientsDocument, { id: issue.id, after })).issue?.unknownRecipients ?? null,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last?.pageInfo.hasNextPage ? last.pageInfo.endCursor : undefined),
  });
  const people = (answer.data?.pages ?? []).flatMap((page) => page?.edges.map(({ node }) => node) ?? []);
  if (people.length === 0) return null;
  const turn = (id: string, on: boolean) => onChange(on ? [...ticked, id] : ticked.filter((one) => one !== id));
  return (
    <fieldset className={css.people}>
      <legend>{t('unknown.who')}</legend>
      {people.map(({ id, maskedAddress, since }) => (
        <CheckField
          key={id}
          checked={ticked.includes(id)}
          onChange={(on) => turn(id, on)}
          label={maskedAddress ?? t('unknown.erased')}
          hint={writeDate(since, 'full', issue.site.timeZone)}
        />
      ))}
      {answer.hasNextPage && (
        <Button variant="default" size="xs" loading={answer.isFetching} onClick={() => answer.fetchNextPage()}>
          {t('unknown.more')}
        </Button>
      )}
    </fieldset>
  );
}
