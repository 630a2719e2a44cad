import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { Notice } from '../../parts/notice';
import { Card } from '../../parts/screen';
import { useWayIn } from './use-way-in';

/** A new password; every other session ends. */
export function PasswordCard() {
  const [open, setOpen] = useState(false);
  const [now, setNow] = useState('');
  const [next, setNext] = useState('');
  const [saved, setSaved] = useState(false);
  const { call, busy, why } = useWayIn(() => {
    setSaved(true);
    setOpen(false);
    setNow('');
    setNext('');
  });
  return (
    <Card title={t('account.password')}>
      <div className={`${form.form} ${form.pad}`}>
        {saved && <Notice tone="good">{t('account.passwordSaved')}</Notice>}
        {!open ? (
          <div>
            <Button variant="default" onClick={() => setOpen(true)}>
              {t('account.passwordChange')}
            </Button>
          </div>
        ) : (
          <form
            className={form.form}
            onSubmit={(event) => {
              event.preventDefault();
              call(['/change-password', { currentPassword: now, newPassword: next, revokeOtherSessions: true }]);
            }}
          >
            <PasswordInput
              label={t('account.passwordNow')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={now}
              onChange={(event) => setNow(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
            />
            <PasswordInput
              label={t('choose.password')}
              description={t('choose.hint')}
              autoComplete="new-password"
              required
              minLength={12}
              withAsterisk={false}
              value={next}
              onChange={(event) => setNext(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
            />
            {why && <Notice>{why}</Notice>}
            <div className={form.bar}>
              <Button type="submit" loading={busy}>
                {t('choose.submit')}
              </Button>
              <Button variant="default" onClick={() => setOpen(false)}>
                {t('form.cancel')}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Card>
  );
}
