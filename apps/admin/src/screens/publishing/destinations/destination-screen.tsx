import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import {
  DestinationDocument,
  type DestinationPartsFragment,
  type DestinationQuery,
  DisableDestinationDocument,
  PauseDestinationDocument,
  RenameDestinationDocument,
  ResumeDestinationDocument,
  RotateDestinationSecretDocument,
} from '../../../gql/operations';
import { t } from '../../../messages/t';
import { When, writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import { Facts } from '../../../parts/facts';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { useDecision } from '../../../parts/use-decision';
import { DestinationPill } from '../deliveries/delivery-pill';
import { ReplayForm } from '../deliveries/replay-form';
import { PublishingNav } from '../publishing-nav';
import { ConnectionTest } from './connection-test';
import { kindName } from './kind-name';
import { SecretOnce } from './secret-once';

/** One destination: whether it is reached, what it was told, and what can be done about it. */
export function DestinationScreen() {
  const { destinationId } = useParams({ from: '/frame/publishing/destinations/$destinationId' });
  const answer = useQuery({
    queryKey: ['destinations', 'one', destinationId],
    queryFn: () => request(DestinationDocument, { id: destinationId }),
    refetchInterval: 10_000,
  });
  const one = answer.data?.destination;
  return (
    <Screen
      title={one?.name ?? t('destination.one')}
      about={<Link to="/publishing/destinations">{t('destinations.toList')}</Link>}
    >
      <PublishingNav />
      <Loaded answer={answer}>
        {({ destination, destinationKinds }) =>
          destination ? (
            <Parts
              one={destination}
              makesSecret={destinationKinds.some(({ kind, makesSecret }) => kind === destination.kind && makesSecret)}
            />
          ) : (
            <Empty title={t('destination.missing')}>
              <p>{t('people.missingWhy')}</p>
            </Empty>
          )
        }
      </Loaded>
    </Screen>
  );
}

type Destination = NonNullable<DestinationQuery['destination']>;

function Parts({ one, makesSecret }: { one: Destination; makesSecret: boolean }) {
  return (
    <div className={form.columns}>
      <div className={form.stack}>
        <Health one={one} />
        {one.copies.length > 0 && <Drifted one={one} />}
        <ConnectionTest one={one} />
      </div>
      <div className={form.stack}>
        <Steps one={one} makesSecret={makesSecret} />
        <Card title={t('replay.title')}>
          <div className={form.pad}>
            <ReplayForm destinationId={one.id} zone={one.site.timeZone} />
          </div>
        </Card>
      </div>
    </div>
  );
}

/** What the other side shows differently from what it was told, and what to do about it. */
function Drifted({ one }: { one: Destination }) {
  const zone = one.site.timeZone;
  return (
    <Card title={t('drift.title', { count: one.driftedCopies })}>
      <ul>
        {one.copies.map((copy) => (
          <CardRow
            key={`${copy.articleId} ${copy.locale}`}
            title={
              <Link to="/articles/$articleId" params={{ articleId: copy.articleId }} search={{ tab: 'live' }}>
                {copy.publication?.revision.title ?? t('article.untitled')}
              </Link>
            }
            about={
              copy.drift && (
                <>
                  {t(`drift.${copy.drift.kind}`)} {writeDate(copy.drift.since, 'full', zone)}
                </>
              )
            }
          >
            {copy.url && (
              <a href={copy.url} target="_blank" rel="noreferrer">
                {t('outcome.page')}
              </a>
            )}
            <Link to="/publishing/deliveries" search={{ site: one.site.slug, to: one.id, article: copy.articleId }}>
              {t('deliveries.title')}
            </Link>
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}

function Health({ one }: { one: DestinationPartsFragment }) {
  const zone = one.site.timeZone;
  const { pending, succeeded, exhausted, cancelled } = one.counts;
  const door = (state: 'PENDING' | 'SUCCEEDED' | 'EXHAUSTED' | 'CANCELLED', count: number) => (
    <Link to="/publishing/deliveries" search={{ site: one.site.slug, to: one.id, state }}>
      {t(`deliveries.${state}`, { count })}
    </Link>
  );
  return (
    <Card title={t('destination.health')} aside={<DestinationPill state={one.state} failures={one.failures} />}>
      {one.stateReason && (
        <div className={form.pad}>
          <Notice tone="due">{t(`destination.${one.stateReason}`)}</Notice>
        </div>
      )}
      {one.failures > 0 && one.failingSince && (
        <div className={form.pad}>
          <Notice>
            {t('destination.failsSince', {
              count: one.failures,
              date: writeDate(one.failingSince, 'full', zone),
            })}{' '}
            {one.restsUntil && t('destination.rests', { date: writeDate(one.restsUntil, 'full', zone) })}
          </Notice>
        </div>
      )}
      <Facts
        rows={[
          [t('destination.kind'), kindName(one.kind)],
          [t('destination.url'), one.url],
          [t('frame.site'), one.site.name],
          [t('destination.since'), <When key="since" iso={one.createdAt} style="full" zone={zone} />],
          [
            t('destination.oldSecret'),
            one.previousSecretUntil && <When key="old" iso={one.previousSecretUntil} style="full" zone={zone} />,
          ],
          [
            t('destination.told'),
            <span key="told" className={form.options}>
              {door('SUCCEEDED', succeeded)}
              {door('PENDING', pending)}
              {door('EXHAUSTED', exhausted)}
              {cancelled > 0 && door('CANCELLED', cancelled)}
            </span>,
          ],
        ]}
      />
    </Card>
  );
}

function Steps({ one, makesSecret }: { one: DestinationPartsFragment; makesSecret: boolean }) {
  const [secret, setSecret] = useState<string>();
  const [removing, setRemoving] = useState(false);
  const pause = useDecision((id: string) => request(PauseDestinationDocument, { id }));
  const resume = useDecision((id: string) => request(ResumeDestinationDocument, { id }));
  const remove = useDecision(
    (id: string) => request(DisableDestinationDocument, { id }),
    () => setRemoving(false),
  );
  const rotate = useDecision(async (id: string) => {
    const answer = await request(RotateDestinationSecretDocument, { id });
    if (answer.result.__typename === 'DestinationWithSecret') setSecret(answer.result.secret ?? undefined);
    return answer;
  });
  const refused = pause.refused ?? resume.refused ?? remove.refused ?? rotate.refused;
  if (secret) return <SecretOnce secret={secret} kept={() => setSecret(undefined)} />;
  return (
    <Card title={t('destination.steps')}>
      <div className={`${form.form} ${form.pad}`}>
        <Rename one={one} />
        {refused && <Notice>{refused.message}</Notice>}
        {removing ? (
          <div className={form.form}>
            <p>{t('destination.removeSure', { name: one.name, site: one.site.name })}</p>
            <div className={form.bar}>
              <Button variant="default" onClick={() => setRemoving(false)}>
                {t('form.cancel')}
              </Button>
              <Button color="red" loading={remove.busy} onClick={() => remove.take(one.id)}>
                {t('destination.removeSubmit')}
              </Button>
            </div>
          </div>
        ) : (
          <div className={form.bar}>
            {one.state === 'ENABLED' && (
              <Button variant="default" loading={pause.busy} onClick={() => pause.take(one.id)}>
                {t('destination.pause')}
              </Button>
            )}
            {one.state !== 'ENABLED' && (
              <Button loading={resume.busy} onClick={() => resume.take(one.id)}>
                {t(one.state === 'PAUSED' ? 'destination.resume' : 'destination.switchOn')}
              </Button>
            )}
            {makesSecret && one.state !== 'DISABLED' && (
              <Button variant="default" loading={rotate.busy} onClick={() => rotate.take(one.id)}>
                {t('secret.rotate')}
              </Button>
            )}
            {one.state !== 'DISABLED' && (
              <Button variant="default" onClick={() => setRemoving(true)}>
                {t('destination.remove')}
              </Button>
            )}
          </div>
        )}
        <p className="soft">{t(`destination.means.${one.state}`)}</p>
      </div>
    </Card>
  );
}

function Rename({ one }: { one: DestinationPartsFragment }) {
  const [name, setName] = useState(one.name);
  const { take, busy, refused } = useDecision((to: string) =>
    request(RenameDestinationDocument, { id: one.id, name: to }),
  );
  return (
    <form
      className={form.bar}
      onSubmit={(event) => {
        event.preventDefault();
        take(name);
      }}
    >
      <TextInput
        label={t('destination.name')}
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        error={refused?.message}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {name !== one.name && (
        <Button type="submit" variant="default" loading={busy} mt="lg">
          {t('destination.rename')}
        </Button>
      )}
    </form>
  );
}
