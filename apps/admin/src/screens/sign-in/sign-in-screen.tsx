import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '../../api/query-client';
import { type DemoPerson, demoPeople, meQuery, type SignInOutcome, signIn } from '../../api/session';
import { t } from '../../messages/t';
import { Icon } from '../../parts/icons';
import { Notice } from '../../parts/notice';
import { useTitle } from '../../parts/use-title';
import css from './sign-in-screen.module.css';

/** Signs a person in, and leads back to where they were going. */
export function SignInScreen() {
  useTitle(t('signIn.title'));
  const { submit, outcome, busy } = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const wrong = outcome !== undefined && outcome !== 'signedIn' ? outcome : undefined;
  return (
    <main className={css.place}>
      <div className={css.card}>
        <p className={css.name}>Carepress</p>
        <h1 className={css.title}>{t('signIn.title')}</h1>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit(email, password);
          }}
        >
          <TextInput
            label={t('signIn.email')}
            type="email"
            name="email"
            autoComplete="username"
            size="md"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signIn.password')}
            name="password"
            autoComplete="current-password"
            size="md"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
          />
          {wrong && <Notice>{t(`signIn.${wrong}`)}</Notice>}
          <Button type="submit" size="md" loading={busy} fullWidth>
            {t('signIn.submit')}
          </Button>
        </form>
        <DemoPeople choose={(person) => void submit(person.email, person.password)} busy={busy} />
      </div>
    </main>
  );
}

function useSignIn() {
  const router = useRouter();
  const { to } = useSearch({ from: '/sign-in' });
  const [outcome, setOutcome] = useState<SignInOutcome>();
  const [busy, setBusy] = useState(false);
  const submit = async (email: string, password: string) => {
    setBusy(true);
    const ended = await signIn(email.trim(), password);
    if (ended === 'signedIn') {
      queryClient.clear();
      await queryClient.prefetchQuery(meQuery);
      // Only a place of ours: an address in the query could lead anywhere.
      if (to?.startsWith('/admin/')) router.history.push(to);
      else await router.navigate({ to: '/' });
    }
    setOutcome(ended);
    setBusy(false);
  };
  return { submit, outcome, busy };
}

function DemoPeople({ choose, busy }: { choose: (person: DemoPerson) => void; busy: boolean }) {
  const { data: people = [] } = useQuery({
    queryKey: ['demo-people'],
    queryFn: demoPeople,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (people.length === 0) return null;
  return (
    <section className={css.demo} aria-labelledby="demo-people">
      <h2 id="demo-people">{t('signIn.demoTitle')}</h2>
      <p className="soft">{t('signIn.demoWhy')}</p>
      <ul className="plain">
        {people.map((person) => (
          <li key={person.email}>
            <button type="button" className={css.person} disabled={busy} onClick={() => choose(person)}>
              <span>
                <strong>{person.name}</strong> <span className="soft">{person.role}</span>
              </span>
              <Icon name="arrow" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
