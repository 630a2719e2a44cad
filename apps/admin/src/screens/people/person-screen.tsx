import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/client';
import {
  DeactivateStaffDocument,
  InviteStaffAgainDocument,
  ReactivateStaffDocument,
  type Role,
  SetStaffRolesDocument,
  StaffPersonDocument,
  type StaffPersonQuery,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import { Facts } from '../../parts/facts';
import form from '../../parts/form.module.css';
import { Loaded } from '../../parts/loaded';
import { Notice } from '../../parts/notice';
import { useOneSite } from '../../parts/one-site';
import { Card, Screen } from '../../parts/screen';
import { useDecision } from '../article/use-decision';
import { LicencesCard } from './licences-card';
import { PeopleNav } from './people-nav';
import { PersonState } from './people-screen';
import { RolesField } from './roles-field';

type Person = NonNullable<StaffPersonQuery['staffMember']>;

interface PersonProps {
  readonly person: Person;
  readonly site: string;
}

/** One person: their roles at the site, their licences, and whether they can sign in. */
export function PersonScreen() {
  const { personId } = useParams({ from: '/frame/people/$personId' });
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const answer = useQuery({
    queryKey: ['staff', slug, personId],
    queryFn: async () => (await request(StaffPersonDocument, { site: slug, id: personId })).staffMember ?? null,
  });
  const person = answer.data;
  return (
    <Screen
      title={person?.name ?? t('people.title')}
      about={person?.email ?? <Link to="/people">{t('people.toList')}</Link>}
      action={person && <PersonState person={person} />}
    >
      <PeopleNav />
      <Loaded answer={answer}>
        {(found) =>
          found ? (
            <div className={form.columns}>
              <div className={form.stack}>
                <Roles key={found.roles.join()} person={found} site={slug} siteName={site?.name ?? ''} />
                <LicencesCard licences={found.credentials} site={slug} holderId={found.id} mayConfirm />
              </div>
              <Access person={found} site={slug} />
            </div>
          ) : (
            <Empty title={t('people.missing')}>
              <p>{t('people.missingWhy')}</p>
            </Empty>
          )
        }
      </Loaded>
    </Screen>
  );
}

function Roles({ person, site, siteName }: PersonProps & { siteName: string }) {
  const [roles, setRoles] = useState<Role[]>([...person.roles]);
  const { take, busy, refused } = useDecision(() =>
    request(SetStaffRolesDocument, { input: { site, id: person.id, roles } }),
  );
  return (
    <Card title={t('people.rolesAt', { site: siteName })}>
      <form
        className={`${form.form} ${form.pad}`}
        onSubmit={(event) => {
          event.preventDefault();
          take(undefined);
        }}
      >
        <RolesField roles={roles} onChange={setRoles} />
        {roles.length === 0 && <Notice tone="due">{t('people.noRole')}</Notice>}
        {refused && <Notice>{refused.message}</Notice>}
        <div>
          <Button type="submit" variant="default" loading={busy}>
            {t('people.rolesSave')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Access({ person, site }: PersonProps) {
  const [sent, setSent] = useState(false);
  const input = { site, id: person.id };
  const again = useDecision(
    () => request(InviteStaffAgainDocument, { input }),
    () => setSent(true),
  );
  const switching = useDecision(() =>
    person.deactivatedAt ? request(ReactivateStaffDocument, { input }) : request(DeactivateStaffDocument, { input }),
  );
  const refused = again.refused ?? switching.refused;
  const seen = person.lastSeenAt ? <When iso={person.lastSeenAt} /> : t('people.never');
  return (
    <Card title={t('people.access')}>
      <Facts
        rows={[
          [t('signIn.email'), person.email],
          [t('account.second'), person.twoFactorEnabled ? t('account.secondOn') : t('people.off')],
          [t('people.lastSeen'), seen],
        ]}
      />
      <div className={`${form.form} ${form.pad}`}>
        <p className="soft">{person.deactivatedAt ? t('people.reactivateWhy') : t('people.deactivateWhy')}</p>
        {refused && <Notice>{refused.message}</Notice>}
        {sent && <Notice tone="good">{t('people.inviteSent', { email: person.email })}</Notice>}
        <div className={form.bar}>
          {!person.hasPassword && !person.deactivatedAt && (
            <Button variant="default" loading={again.busy} onClick={() => again.take(undefined)}>
              {t('people.inviteAgain')}
            </Button>
          )}
          <Button variant="default" loading={switching.busy} onClick={() => switching.take(undefined)}>
            {person.deactivatedAt ? t('people.reactivate') : t('people.deactivate')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
