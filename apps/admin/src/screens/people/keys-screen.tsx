import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import {
  CreateSiteKeyDocument,
  RevokeSiteKeyDocument,
  RotateSiteKeyDocument,
  SetPublicReadDocument,
  type SiteKeyScope,
  SiteKeysDocument,
  type SiteKeysQuery,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import form from '../../parts/form.module.css';
import { Loaded } from '../../parts/loaded';
import { Notice } from '../../parts/notice';
import { SiteField, useMay, useOneSite } from '../../parts/one-site';
import { CardRow, Screen } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { SubmitForm } from '../../parts/submit-form';
import { useDecision } from '../../parts/use-decision';
import { KnownOperations } from './known-operations';
import { PeopleNav } from './people-nav';
import { LastUsed, SecretBox } from './secret-box';

type Key = SiteKeysQuery['siteKeys'][number];
type Secret = Key['secrets'][number];

const SCOPES: readonly SiteKeyScope[] = ['READ', 'SIGN_UP'];

/** The keys with which programs of the clinic ask for a site, and whether others may ask too. */
export function KeysScreen() {
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const may = useMay(['ADMIN'], slug);
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState('');
  const answer = useQuery({ queryKey: ['site-keys', slug], queryFn: () => request(SiteKeysDocument, { site: slug }) });
  return (
    <Screen
      title={t('siteKeys.title')}
      about={t('siteKeys.about')}
      action={may && !making && <Button onClick={() => setMaking(true)}>{t('siteKeys.new')}</Button>}
    >
      <PeopleNav />
      {secret && <SecretBox title={t('siteKeys.made')} secret={secret} close={() => setSecret('')} />}
      {making && (
        <KeyForm
          site={slug}
          close={() => setMaking(false)}
          made={(fresh) => {
            setSecret(fresh);
            setMaking(false);
          }}
        />
      )}
      <div className={form.filters}>
        <SiteField />
      </div>
      <Loaded answer={answer} rows={3}>
        {({ siteKeys, sites }) => (
          <div className={form.stack}>
            {may && <PublicRead site={slug} allowed={sites.find((it) => it.slug === slug)?.publicRead ?? true} />}
            {may && <KnownOperations key={slug} site={slug} />}
            {siteKeys.length === 0 ? (
              <Empty title={t('siteKeys.none')}>
                <p>{may ? t('siteKeys.noneWhy') : t('siteKeys.notYours')}</p>
              </Empty>
            ) : (
              siteKeys.map((key) => <KeyCard key={key.id} of={key} renewed={setSecret} />)
            )}
          </div>
        )}
      </Loaded>
    </Screen>
  );
}

function PublicRead({ site, allowed }: { site: string; allowed: boolean }) {
  const { take, busy, refused } = useDecision((next: boolean) =>
    request(SetPublicReadDocument, { input: { site, allowed: next } }),
  );
  return (
    <section className={form.box} aria-label={t('siteKeys.public')}>
      <label className={form.check}>
        <input type="checkbox" checked={allowed} disabled={busy} onChange={() => take(!allowed)} />
        <span>
          {t('siteKeys.public')}
          <small>{allowed ? t('siteKeys.publicWhy') : t('siteKeys.closedWhy')}</small>
        </span>
      </label>
      {refused && <Notice>{refused.message}</Notice>}
    </section>
  );
}

function KeyCard({ of: key, renewed }: { of: Key; renewed: (secret: string) => void }) {
  const live = key.secrets.filter(({ revokedAt }) => !revokedAt);
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(RotateSiteKeyDocument, { id: key.id });
    if (answer.result.__typename === 'NewSiteKeySecret') renewed(answer.result.secret);
    return answer;
  });
  return (
    <section aria-label={key.name} className={form.rows}>
      <ul>
        <CardRow title={key.name} about={key.scopes.map((scope) => t(`siteKeys.scope.${scope}`)).join(' · ')}>
          {live.length > 0 ? (
            <Button variant="default" size="xs" loading={busy} onClick={() => take(undefined)}>
              {t('siteKeys.renew')}
              <span className="hidden-visually"> {key.name}</span>
            </Button>
          ) : (
            <Pill tone="neutral" icon="off">
              {t('siteKeys.ended')}
            </Pill>
          )}
        </CardRow>
        {key.secrets.map((secret) => (
          <SecretRow key={secret.id} of={secret} keyId={key.id} />
        ))}
      </ul>
      {refused && <Notice>{refused.message}</Notice>}
    </section>
  );
}

function SecretRow({ of: secret, keyId }: { of: Secret; keyId: string }) {
  const { take, busy, refused } = useDecision(() =>
    request(RevokeSiteKeyDocument, { input: { id: keyId, secretId: secret.id } }),
  );
  return (
    <CardRow
      title={t('siteKeys.secret', { hint: secret.hint })}
      about={
        <>
          {t('siteKeys.madeOn')} <When iso={secret.createdAt} style="day" />
          {secret.createdBy && ` · ${secret.createdBy.name}`} · <LastUsed at={secret.lastUsedAt} />
          {refused && <Notice>{refused.message}</Notice>}
        </>
      }
    >
      <Pill tone={secret.revokedAt ? 'neutral' : 'good'} icon={secret.revokedAt ? 'off' : 'check'}>
        {secret.revokedAt ? t('tokens.revoked') : t('tokens.inForce')}
      </Pill>
      {!secret.revokedAt && (
        <Button variant="default" size="xs" loading={busy} onClick={() => take(undefined)}>
          {t('tokens.revoke')}
          <span className="hidden-visually"> {t('siteKeys.secret', { hint: secret.hint })}</span>
        </Button>
      )}
    </CardRow>
  );
}

interface KeyFormProps {
  readonly site: string;
  readonly close: () => void;
  readonly made: (secret: string) => void;
}

function KeyForm({ site, close, made }: KeyFormProps) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<SiteKeyScope[]>(['READ']);
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(CreateSiteKeyDocument, { input: { site, name, scopes } });
    if (answer.result.__typename === 'NewSiteKeySecret') made(answer.result.secret);
    return answer;
  });
  return (
    <SubmitForm
      className={form.above}
      label={t('siteKeys.new')}
      submit={t('tokens.make')}
      busy={busy}
      take={() => take(undefined)}
      cancel={close}
    >
      <p className="soft">{t('siteKeys.newWhy')}</p>
      <TextInput
        label={t('siteKeys.name')}
        required
        withAsterisk={false}
        maxLength={80}
        value={name}
        error={refused?.field === 'name' ? refused.message : undefined}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={t('tokens.scope')}
        value={scopes}
        onChange={(chosen) => setScopes(chosen as SiteKeyScope[])}
      >
        <div className={form.bar}>
          {SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`siteKeys.scope.${scope}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {refused && refused.field !== 'name' && <Notice>{refused.message}</Notice>}
    </SubmitForm>
  );
}
