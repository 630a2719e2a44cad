import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CallFailed } from '../../api/client';
import { authCall } from '../../api/sign-in';
import { t } from '../../messages/t';
import { failureSentence, Notice } from '../../parts/notice';
import { useTitle } from '../../parts/use-title';
import css from './sign-in-screen.module.css';

type Outcome = 'chosen' | 'tooShort' | 'linkOver' | 'tooMany';

async function choose(token: string, newPassword: string): Promise<Outcome> {
  const { status, body } = await authCall('/reset-password', { token, newPassword });
  if (status < 300) return 'chosen';
  if (status === 429) return 'tooMany';
  if (status >= 500) throw new CallFailed('away');
  return String(body.code).startsWith('PASSWORD_TOO') ? 'tooShort' : 'linkOver';
}

/** Where the link of an invitation or of a forgotten password leads: it is used once. */
export function ChoosePasswordScreen() {
  useTitle(t('choose.title'));
  const { token } = useSearch({ from: '/choose-password' });
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const differ = again !== '' && again !== password;
  const set = useMutation({ mutationFn: () => choose(token ?? '', password) });
  const over = !token || set.data === 'linkOver';
  return (
    <main className={css.place}>
      <div className={css.card}>
        <p className={css.name}>Carepress</p>
        <h1 className={css.title}>{t('choose.title')}</h1>
        {set.data === 'chosen' ? (
          <Notice tone="good">{t('choose.done')}</Notice>
        ) : over ? (
          <Notice>{t('choose.linkOver')}</Notice>
        ) : (
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              if (again === password) set.mutate();
            }}
          >
            <PasswordInput
              label={t('choose.password')}
              description={t('choose.hint')}
              name="new-password"
              autoComplete="new-password"
              size="md"
              required
              minLength={12}
              withAsterisk={false}
              value={password}
              error={set.data === 'tooShort' ? t('choose.tooShort') : undefined}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
            />
            <PasswordInput
              label={t('choose.again')}
              name="new-password-again"
              autoComplete="new-password"
              size="md"
              required
              withAsterisk={false}
              value={again}
              error={differ ? t('choose.differ') : undefined}
              onChange={(event) => setAgain(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
            />
            {set.data === 'tooMany' && <Notice>{t('signIn.tooMany')}</Notice>}
            {set.error && <Notice>{failureSentence(set.error)}</Notice>}
            <Button type="submit" size="md" loading={set.isPending} fullWidth>
              {t('choose.submit')}
            </Button>
          </form>
        )}
        <p className={css.after}>
          {over ? (
            <Link to="/forgot-password">{t('choose.newLink')}</Link>
          ) : (
            <Link to="/sign-in">{t('forgot.back')}</Link>
          )}
        </p>
      </div>
    </main>
  );
}
