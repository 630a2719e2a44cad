import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import { useMe } from '../../api/session';
import { giveCode } from '../../api/sign-in';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { failureSentence, Notice } from '../../parts/notice';
import { Card } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useWayIn } from './use-way-in';

/** The second factor: enrolled with a QR code and one good code, with recovery codes; taken away with the password. */
export function SecondFactorCard() {
  const me = useMe();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [enrol, setEnrol] = useState<{ uri: string; codes: string[] }>();
  const [finished, setFinished] = useState(false);
  const { call, busy, why } = useWayIn(async (answer) => {
    setPassword('');
    if (typeof answer.totpURI === 'string')
      return setEnrol({ uri: answer.totpURI, codes: answer.backupCodes as string[] });
    setFinished(false);
    await queries.invalidateQueries({ queryKey: ['me'] });
  });
  return (
    <Card
      title={t('account.second')}
      aside={
        me.twoFactorEnabled && (
          <Pill tone="good" icon="check">
            {t('account.secondOn')}
          </Pill>
        )
      }
    >
      <div className={`${form.form} ${form.pad}`}>
        {finished && <Notice tone="good">{t('account.secondDone')}</Notice>}
        {enrol && !finished ? (
          <Enrol
            uri={enrol.uri}
            codes={enrol.codes}
            done={async () => {
              setFinished(true);
              setEnrol(undefined);
              await queries.invalidateQueries({ queryKey: ['me'] });
            }}
          />
        ) : (
          <form
            className={form.form}
            onSubmit={(event) => {
              event.preventDefault();
              call([me.twoFactorEnabled ? '/two-factor/disable' : '/two-factor/enable', { password }]);
            }}
          >
            <p className="soft">{me.twoFactorEnabled ? t('account.secondOffWhy') : t('account.secondWhy')}</p>
            <PasswordInput
              label={t('account.passwordNow')}
              autoComplete="current-password"
              required
              withAsterisk={false}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
            />
            {why && <Notice>{why}</Notice>}
            <div>
              <Button type="submit" variant="default" loading={busy}>
                {me.twoFactorEnabled ? t('account.secondRemove') : t('account.secondAdd')}
              </Button>
            </div>
          </form>
        )}
      </div>
    </Card>
  );
}

function Enrol({ uri, codes, done }: { uri: string; codes: readonly string[]; done: () => Promise<void> }) {
  const [code, setCode] = useState('');
  const give = useMutation({
    mutationFn: () => giveCode(code),
    onSuccess: async (outcome) => outcome === 'signedIn' && (await done()),
  });
  const wrong = give.data !== undefined && give.data !== 'signedIn';
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate();
      }}
    >
      <p>{t('account.scan')}</p>
      <div>
        {/* Dark on light in both schemes: cameras read nothing else well. */}
        <QRCodeSVG value={uri} size={184} marginSize={3} title={t('account.qr')} />
      </div>
      <p className="soft">{t('account.bySecret')}</p>
      <code className={form.secret}>{new URL(uri).searchParams.get('secret')}</code>
      <div>
        <strong>{t('account.recovery')}</strong>
        <p className="soft">{t('account.recoveryWhy')}</p>
      </div>
      <code className={form.secret} data-recovery>
        {codes.join('  ')}
      </code>
      <TextInput
        label={t('signIn.code')}
        description={t('account.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        value={code}
        error={wrong ? t('signIn.wrongCode') : undefined}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {give.error && <Notice>{failureSentence(give.error)}</Notice>}
      <div>
        <Button type="submit" loading={give.isPending}>
          {t('account.secondFinish')}
        </Button>
      </div>
    </form>
  );
}
