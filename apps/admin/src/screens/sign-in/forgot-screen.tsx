import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { CallFailed } from '../../api/client';
import { authCall } from '../../api/sign-in';
import { t } from '../../messages/t';
import { failureSentence, Notice } from '../../parts/notice';
import { useTitle } from '../../parts/use-title';
import css from './sign-in-screen.module.css';

/** Asks for a link to choose a new password. The answer is the same whether somebody has the address or nobody. */
export function ForgotScreen() {
  useTitle(t('forgot.title'));
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: async (address: string) => {
      const { status } = await authCall('/request-password-reset', { email: address });
      if (status === 429) return 'tooMany' as const;
      if (status >= 500) throw new CallFailed('away');
      return 'asked' as const;
    },
  });
  return (
    <main className={css.place}>
      <div className={css.card}>
        <p className={css.name}>Carepress</p>
        <h1 className={css.title}>{t('forgot.title')}</h1>
        {ask.data === 'asked' ? (
          <Notice tone="good">{t('forgot.asked', { email: email.trim() })}</Notice>
        ) : (
          <form
            className={css.form}
            onSubmit={(event) => {
              event.preventDefault();
              ask.mutate(email.trim());
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
            {ask.data === 'tooMany' && <Notice>{t('signIn.tooMany')}</Notice>}
            {ask.error && <Notice>{failureSentence(ask.error)}</Notice>}
            <Button type="submit" size="md" loading={ask.isPending} fullWidth>
              {t('forgot.submit')}
            </Button>
          </form>
        )}
        <p className={css.after}>
          <Link to="/sign-in">{t('forgot.back')}</Link>
        </p>
      </div>
    </main>
  );
}
