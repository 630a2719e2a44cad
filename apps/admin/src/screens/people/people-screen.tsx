import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/client';
import { StaffListDocument, type StaffListQuery, type StaffPartsFragment } from '../../gql/operations';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import form from '../../parts/form.module.css';
import { Loaded } from '../../parts/loaded';
import { SiteField, useMay, useOneSite } from '../../parts/one-site';
import { CardRow, Screen } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { moveAmongRows, useKeys } from '../../parts/use-keys';
import { InviteForm } from './invite-form';
import { PeopleNav } from './people-nav';

/** Who works at a site, and what they may do there. */
export function PeopleScreen() {
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const may = useMay(['ADMIN'], slug);
  const [inviting, setInviting] = useState(false);
  const answer = useQuery({ queryKey: ['staff', slug], queryFn: () => request(StaffListDocument, { site: slug }) });
  useKeys({ j: () => moveAmongRows(1), k: () => moveAmongRows(-1) });
  return (
    <Screen
      title={t('people.title')}
      about={t('people.about', { site: site?.name ?? '' })}
      action={may && !inviting && <Button onClick={() => setInviting(true)}>{t('people.invite')}</Button>}
    >
      <PeopleNav />
      {inviting && <InviteForm site={slug} close={() => setInviting(false)} />}
      <div className={form.filters}>
        <SiteField />
      </div>
      <div className={form.rows}>
        {may ? (
          <Loaded answer={answer}>{({ staff }) => <Rows staff={staff} />}</Loaded>
        ) : (
          <Empty title={t('people.notYours')}>
            <p>{t('people.notYoursWhy')}</p>
          </Empty>
        )}
      </div>
    </Screen>
  );
}

function Rows({ staff }: { staff: StaffListQuery['staff'] }) {
  return (
    <ul>
      {staff.map((person) => (
        <CardRow
          key={person.id}
          title={
            <Link to="/people/$personId" params={{ personId: person.id }} data-row>
              {person.name}
            </Link>
          }
          about={`${person.email} · ${person.roles.map((role) => t(`role.${role}`)).join(', ')}`}
        >
          {person.credentials.some(({ pending }) => pending) && (
            <Pill tone="due" icon="fix">
              {t('licence.toConfirm')}
            </Pill>
          )}
          <PersonState person={person} />
        </CardRow>
      ))}
    </ul>
  );
}

/** Whether a person can sign in, in words. */
export function PersonState({ person }: { person: StaffPartsFragment }) {
  if (person.deactivatedAt)
    return (
      <Pill tone="neutral" icon="off">
        {t('people.deactivated')}
      </Pill>
    );
  if (!person.hasPassword)
    return (
      <Pill tone="due" icon="clock">
        {t('people.invited')}
      </Pill>
    );
  return (
    <Pill tone="good" icon="check">
      {person.twoFactorEnabled ? t('people.activeSecond') : t('people.active')}
    </Pill>
  );
}
