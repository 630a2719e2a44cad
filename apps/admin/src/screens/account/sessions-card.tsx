import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/client';
import { EndSessionDocument, SessionsDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { FailureNotice, Notice } from '../../parts/notice';
import { Card, CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useDecision } from '../../parts/use-decision';

/** Where the person is signed in, and how to end it. */
export function SessionsCard() {
  const answer = useQuery({ queryKey: ['sessions'], queryFn: () => request(SessionsDocument, {}) });
  const { take, busy, refused } = useDecision((id: string | null) => request(EndSessionDocument, { id }));
  const sessions = answer.data?.mySessions ?? [];
  return (
    <Card
      title={t('account.sessions')}
      aside={
        sessions.length > 1 && (
          <Button variant="default" size="xs" loading={busy} onClick={() => take(null)}>
            {t('account.endOthers')}
          </Button>
        )
      }
    >
      {refused && <Notice>{refused.message}</Notice>}
      {answer.isError ? (
        <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <ul>
          {sessions.map((session) => (
            <CardRow
              key={session.id}
              title={deviceWords(session.userAgent ?? '')}
              about={
                <>
                  {t('account.since')} <When iso={session.createdAt} />
                  {session.ipAddress && ` · ${session.ipAddress}`}
                </>
              }
            >
              {session.current ? (
                <Pill tone="good" icon="dot">
                  {t('account.thisSession')}
                </Pill>
              ) : (
                <Button variant="default" size="xs" loading={busy} onClick={() => take(session.id)}>
                  {t('account.end')}
                </Button>
              )}
            </CardRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** A browser's long name as people know it. */
function deviceWords(agent: string): string {
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name));
  const system = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac OS', 'Linux'].find((name) => agent.includes(name));
  return [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean).join(', ') || t('account.unknownDevice');
}
