import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { QRCodeSVG } from 'qrcode.react';
import { useState } from 'react';
import { CallFailed, request } from '../../api/client';
import { useMe } from '../../api/session';
import { addPasskey, authCall, giveCode, listPasskeys } from '../../api/sign-in';
import { EndSessionDocument, SessionsDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import form from '../../parts/form.module.css';
import { FailureNotice, failureSentence, Notice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useDecision } from '../article/use-decision';

/** One call of sign-in; its two foreseeable refusals have a sentence, the rest is a failure. */
async function wayIn(path: string, body: Record<string, unknown>): Promise<Record<string, unknown> | string> {
  const answer = await authCall(path, body);
  if (answer.status < 300) return answer.body;
  if (answer.status === 429) return t('signIn.tooMany');
  if (answer.status === 401) throw new CallFailed('signedOut');
  if (answer.status >= 500) throw new CallFailed('away');
  const code = String(answer.body.code);
  if (code.startsWith('PASSWORD_TOO')) return t('choose.tooShort');
  return code === 'INVALID_PASSWORD' ? t('account.wrongPassword') : t('account.wrongCode');
}

function useWayIn(done: (answer: Record<string, unknown>) => void) {
  const [why, setWhy] = useState<string>();
  const call = useMutation({
    mutationFn: ([path, body]: [string, Record<string, unknown>]) => wayIn(path, body),
    onMutate: () => setWhy(undefined),
    onError: (error) => setWhy(failureSentence(error)),
    onSuccess: (answer) => (typeof answer === 'string' ? setWhy(answer) : done(answer)),
  });
  return { call: call.mutate, busy: call.isPending, why };
}

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

/** The passkeys of the person: each a device that signs in without a password. */
export function PasskeysCard() {
  const queries = useQueryClient();
  const keys = useQuery({ queryKey: ['passkeys'], queryFn: listPasskeys });
  const [name, setName] = useState('');
  const read = () => queries.invalidateQueries({ queryKey: ['passkeys'] });
  const add = useMutation({
    mutationFn: async () => {
      const added = await addPasskey(name.trim() || t('account.thisDevice'));
      if (added) await read();
      return added;
    },
  });
  const remove = useMutation({
    mutationFn: async (id: string) => {
      await wayIn('/passkey/delete-passkey', { id });
      await read();
    },
  });
  return (
    <Card title={t('account.passkeys')}>
      {keys.isError ? (
        <FailureNotice error={keys.error} retry={() => void keys.refetch()} />
      ) : keys.isPending ? (
        <RowsSkeleton rows={1} />
      ) : (
        <ul>
          {keys.data.map((key) => (
            <CardRow
              key={key.id}
              title={key.name || t('account.thisDevice')}
              about={
                <>
                  {t('account.added')} <When iso={key.createdAt} style="day" />
                </>
              }
            >
              <Button
                variant="default"
                size="xs"
                loading={remove.isPending}
                aria-label={t('account.removeNamed', { name: key.name ?? '' })}
                onClick={() => remove.mutate(key.id)}
              >
                {t('account.remove')}
              </Button>
            </CardRow>
          ))}
        </ul>
      )}
      <form
        className={`${form.form} ${form.pad}`}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <p className="soft">{t('account.passkeysWhy')}</p>
        <TextInput
          label={t('account.passkeyName')}
          placeholder={t('account.thisDevice')}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {add.data === false && <Notice>{t('account.passkeyNot')}</Notice>}
        {(add.error ?? remove.error) && <Notice>{failureSentence(add.error ?? remove.error)}</Notice>}
        <div>
          <Button type="submit" variant="default" loading={add.isPending}>
            {t('account.passkeyAdd')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** Where the person is signed in, and how to end it. */
export function SessionsCard() {
  const answer = useQuery({ queryKey: ['sessions'], queryFn: () => request(SessionsDocument, {}) });
  const { take, busy, refused } = useDecision((id: string | null) => request(EndSessionDocument, { id }));
  const sessions = answer.data?.mySessions ?? [];
  return (
    <Card
      title={t('account.sessions')}
      aside={
        sessions.length > 1 && (
          <Button variant="default" size="xs" loading={busy} onClick={() => take(null)}>
            {t('account.endOthers')}
          </Button>
        )
      }
    >
      {refused && <Notice>{refused.message}</Notice>}
      {answer.isError ? (
        <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <ul>
          {sessions.map((session) => (
            <CardRow
              key={session.id}
              title={deviceWords(session.userAgent ?? '')}
              about={
                <>
                  {t('account.since')} <When iso={session.createdAt} />
                  {session.ipAddress && ` · ${session.ipAddress}`}
                </>
              }
            >
              {session.current ? (
                <Pill tone="good" icon="dot">
                  {t('account.thisSession')}
                </Pill>
              ) : (
                <Button variant="default" size="xs" loading={busy} onClick={() => take(session.id)}>
                  {t('account.end')}
                </Button>
              )}
            </CardRow>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** A browser's long name as people know it. */
function deviceWords(agent: string): string {
  const browser = ['Edg', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name));
  const system = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac OS', 'Linux'].find((name) => agent.includes(name));
  return [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean).join(', ') || t('account.unknownDevice');
}
