import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import {
  ApiTokensDocument,
  type ApiTokensQuery,
  CreateApiTokenDocument,
  RevokeApiTokenDocument,
  type TokenScope,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import form from '../../parts/form.module.css';
import { Loaded } from '../../parts/loaded';
import { Notice } from '../../parts/notice';
import { SiteField, useOneSite } from '../../parts/one-site';
import { CardRow, Screen } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { SubmitForm } from '../../parts/submit-form';
import { useDecision } from '../../parts/use-decision';
import { PeopleNav } from './people-nav';
import { LastUsed, SecretBox } from './secret-box';

type Token = ApiTokensQuery['apiTokens'][number];

/** The ways in for programs at a site. */
export function TokensScreen() {
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const [making, setMaking] = useState(false);
  const answer = useQuery({ queryKey: ['tokens', slug], queryFn: () => request(ApiTokensDocument, { site: slug }) });
  return (
    <Screen
      title={t('tokens.title')}
      about={t('tokens.about')}
      action={!making && <Button onClick={() => setMaking(true)}>{t('tokens.new')}</Button>}
    >
      <PeopleNav />
      {making && <TokenForm site={slug} close={() => setMaking(false)} />}
      <div className={form.filters}>
        <SiteField />
      </div>
      <div className={form.rows}>
        <Loaded answer={answer} rows={3}>
          {({ apiTokens }) =>
            apiTokens.length === 0 ? (
              <Empty title={t('tokens.none')}>
                <p>{t('tokens.noneWhy')}</p>
              </Empty>
            ) : (
              <ul>
                {apiTokens.map((token) => (
                  <TokenRow key={token.id} token={token} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Screen>
  );
}

function TokenRow({ token }: { token: Token }) {
  const { take, busy, refused } = useDecision((id: string) => request(RevokeApiTokenDocument, { id }));
  const over = Date.parse(token.expiresAt) <= Date.now();
  const ended = Boolean(token.revokedAt) || over;
  return (
    <CardRow
      title={`${token.name} (…${token.hint})`}
      about={
        <>
          {token.owner.name} · {t(`tokens.scope.${token.scope}`)} · {t('tokens.until')}{' '}
          <When iso={token.expiresAt} style="day" /> · <LastUsed at={token.lastUsedAt} />
          {refused && <Notice>{refused.message}</Notice>}
        </>
      }
    >
      <Pill tone={ended ? 'neutral' : 'good'} icon={ended ? 'off' : 'check'}>
        {token.revokedAt ? t('tokens.revoked') : over ? t('tokens.over') : t('tokens.inForce')}
      </Pill>
      {!ended && (
        <Button variant="default" size="xs" loading={busy} onClick={() => take(token.id)}>
          {t('tokens.revoke')}
          <span className="hidden-visually"> {token.name}</span>
        </Button>
      )}
    </CardRow>
  );
}

const DAYS = [7, 30, 90, 366] as const;

function TokenForm({ site, close }: { site: string; close: () => void }) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('READ');
  const [days, setDays] = useState(90);
  const [secret, setSecret] = useState('');
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(CreateApiTokenDocument, { input: { site, name, scope, days } });
    if (answer.result.__typename === 'NewApiToken') setSecret(answer.result.secret);
    return answer;
  });
  if (secret) return <SecretBox title={t('tokens.made')} secret={secret} close={close} />;
  return (
    <SubmitForm
      className={form.above}
      label={t('tokens.new')}
      submit={t('tokens.make')}
      busy={busy}
      take={() => take(undefined)}
      cancel={close}
    >
      <p className="soft">{t('tokens.newWhy')}</p>
      <div className={form.pair}>
        <TextInput
          label={t('tokens.name')}
          required
          withAsterisk={false}
          maxLength={80}
          value={name}
          error={refused?.field === 'name' ? refused.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('tokens.scope')}
          value={scope}
          onChange={(event) => setScope(event.currentTarget.value as TokenScope)}
          data={(['READ', 'WRITE'] as const).map((value) => ({ value, label: t(`tokens.scope.${value}`) }))}
        />
        <NativeSelect
          label={t('tokens.lasts')}
          value={String(days)}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
          data={DAYS.map((count) => ({ value: String(count), label: t('tokens.days', { count }) }))}
        />
      </div>
      {refused && refused.field !== 'name' && <Notice>{refused.message}</Notice>}
    </SubmitForm>
  );
}
