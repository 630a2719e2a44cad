import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { queryClient } from '../../api/query-client';
import { type DemoPerson, demoPeople, meQuery } from '../../api/session';
import { giveCode, type SignInOutcome, signIn, signInByPasskey } from '../../api/sign-in';
import { t } from '../../messages/t';
import { Icon } from '../../parts/icons';
import { Notice } from '../../parts/notice';
import { useTitle } from '../../parts/use-title';
import css from './sign-in-screen.module.css';

/** Signs a person in, and leads back to where they were going. */
export function SignInScreen() {
  useTitle(t('signIn.title'));
  const { submit, outcome, busy } = useSignIn();
  const [step, setStep] = useState<'password' | 'code'>('password');
  if (outcome === 'secondFactor' && step === 'password') setStep('code');
  if (outcome === 'stepOver' && step === 'code') setStep('password');
  return (
    <main className={css.place}>
      <div className={css.card}>
        <p className={css.name}>Carepress</p>
        <h1 className={css.title}>{step === 'code' ? t('signIn.codeTitle') : t('signIn.title')}</h1>
        {step === 'code' ? (
          <CodeForm submit={submit} outcome={outcome} busy={busy} back={() => setStep('password')} />
        ) : (
          <>
            <PasswordForm submit={submit} outcome={outcome} busy={busy} />
            <DemoPeople choose={(person) => void submit(() => signIn(person.email, person.password))} busy={busy} />
          </>
        )}
      </div>
    </main>
  );
}

interface StepProps {
  readonly submit: (step: () => Promise<SignInOutcome>) => Promise<void>;
  readonly outcome: SignInOutcome | undefined;
  readonly busy: boolean;
}

function Why({ outcome }: { outcome: SignInOutcome | undefined }) {
  if (outcome === undefined || outcome === 'signedIn' || outcome === 'secondFactor') return null;
  return <Notice>{t(`signIn.${outcome}`)}</Notice>;
}

function PasswordForm({ submit, outcome, busy }: StepProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(() => signIn(email.trim(), password));
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
      <Why outcome={outcome} />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('signIn.submit')}
      </Button>
      <Button size="md" variant="default" disabled={busy} fullWidth onClick={() => void submit(signInByPasskey)}>
        {t('signIn.byPasskey')}
      </Button>
      <p className={css.other}>
        <Link to="/forgot-password">{t('signIn.forgotten')}</Link>
      </p>
    </form>
  );
}

function CodeForm({ submit, outcome, busy, back }: StepProps & { back: () => void }) {
  const [code, setCode] = useState('');
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(() => giveCode(code));
      }}
    >
      <TextInput
        label={t('signIn.code')}
        description={t('signIn.codeHint')}
        name="code"
        autoComplete="one-time-code"
        size="md"
        required
        withAsterisk={false}
        data-autofocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Why outcome={outcome} />
      <Button type="submit" size="md" loading={busy} fullWidth>
        {t('signIn.goOn')}
      </Button>
      <Button size="md" variant="default" disabled={busy} fullWidth onClick={back}>
        {t('signIn.startAgain')}
      </Button>
    </form>
  );
}

function useSignIn() {
  const router = useRouter();
  const { to } = useSearch({ from: '/sign-in' });
  const [outcome, setOutcome] = useState<SignInOutcome>();
  const [busy, setBusy] = useState(false);
  const submit = async (step: () => Promise<SignInOutcome>) => {
    setBusy(true);
    const ended = await step();
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
