import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/client';
import { InviteStaffDocument, type Role } from '../../gql/operations';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { Notice } from '../../parts/notice';
import { useDecision } from '../article/use-decision';
import { RolesField } from './roles-field';

/** Invites a person: they get an e-mail with a link to choose a password. */
export function InviteForm({ site, close }: { site: string; close: () => void }) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>(['AUTHOR']);
  const [sent, setSent] = useState('');
  const { take, busy, refused } = useDecision(
    () => request(InviteStaffDocument, { input: { site, name, email, roles } }),
    () => {
      setSent(email);
      setName('');
      setEmail('');
    },
  );
  const wrong = (field: string) => (refused?.field === field ? refused.message : undefined);
  return (
    <form
      className={`${form.form} ${form.box}`}
      aria-label={t('people.invite')}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
    >
      <div className={form.pair}>
        <TextInput
          label={t('people.name')}
          description={t('people.nameHint')}
          required
          withAsterisk={false}
          value={name}
          error={wrong('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('signIn.email')}
          description={t('people.emailHint')}
          type="email"
          required
          withAsterisk={false}
          value={email}
          error={wrong('email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <RolesField roles={roles} onChange={setRoles} />
      {refused && refused.field !== 'name' && refused.field !== 'email' && <Notice>{refused.message}</Notice>}
      {sent && !refused && <Notice tone="good">{t('people.inviteSent', { email: sent })}</Notice>}
      <div className={form.bar}>
        <Button type="submit" loading={busy}>
          {t('people.inviteSend')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('people.inviteDone')}
        </Button>
      </div>
    </form>
  );
}
