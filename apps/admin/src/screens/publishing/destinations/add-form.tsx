import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import { AddDestinationDocument, DestinationKindsDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { useDecision } from '../../../parts/use-decision';
import { formOf } from './destination-kinds';
import { kindName, say } from './kind-name';
import { SecretOnce } from './secret-once';

interface AddFormProps {
  readonly site: string;
  readonly close: () => void;
}

/** Adds a destination of any kind that the server has; what it asks for beside its name follows from the kind. */
export function AddForm({ site, close }: AddFormProps) {
  const kinds = useQuery({ queryKey: ['destination-kinds'], queryFn: () => request(DestinationKindsDocument, {}) });
  return (
    <Loaded answer={kinds} rows={3}>
      {({ destinationKinds }) => <KnownKinds kinds={destinationKinds} {...{ site, close }} />}
    </Loaded>
  );
}

interface Kind {
  readonly kind: string;
  readonly makesSecret: boolean;
}

function KnownKinds({ kinds, site, close }: AddFormProps & { kinds: readonly Kind[] }) {
  const navigate = useNavigate();
  const [kind, setKind] = useState(kinds[0]?.kind ?? '');
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [settings, setSettings] = useState<Readonly<Record<string, string>>>({});
  const [secret, setSecret] = useState('');
  const [made, setMade] = useState<{ id: string; secret: string }>();
  const asked = formOf(kind, kinds.find((one) => one.kind === kind)?.makesSecret ?? true);
  const open = (destinationId: string) =>
    void navigate({ to: '/publishing/destinations/$destinationId', params: { destinationId } });
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(AddDestinationDocument, {
      input: {
        ...{ site, kind, name, url: asked.address ? url : '' },
        settings: asked.settings.map(([key]) => ({ name: key, value: (settings[key] ?? '').trim() })),
        secret: asked.secret ? secret : null,
      },
    });
    if (answer.result.__typename === 'DestinationWithSecret') {
      const { destination, secret: own } = answer.result;
      if (own) setMade({ id: destination.id, secret: own });
      else open(destination.id);
    }
    return answer;
  });
  if (made) return <SecretOnce secret={made.secret} kept={() => open(made.id)} />;
  const wrong = (field: string) => (refused?.field === field ? refused.message : undefined);
  const fields = [asked.address && 'url', asked.secret && 'secret', ...asked.settings.map(([key]) => key)];
  const shown: readonly (string | null)[] = ['name', ...fields];
  return (
    <form
      className={`${form.form} ${form.box}`}
      aria-label={t('destination.add')}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
    >
      <div className={form.pair}>
        <NativeSelect
          label={t('destination.kind')}
          description={say(asked.about)}
          value={kind}
          autoFocus
          onChange={(event) => setKind(event.currentTarget.value)}
          data={kinds.map((one) => ({ value: one.kind, label: kindName(one.kind) }))}
        />
        <TextInput
          label={t('destination.name')}
          description={t('destination.nameHint')}
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          error={wrong('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
      {asked.address && (
        <TextInput
          label={say(asked.address)}
          description={t(asked.usualAddress ? 'destination.usual' : 'destination.example', { example: asked.example })}
          required={!asked.usualAddress}
          withAsterisk={false}
          inputMode="url"
          value={url}
          error={wrong('url')}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      )}
      <div className={form.pair}>
        {asked.settings.map(([key, label, hint]) => (
          <TextInput
            key={key}
            label={say(label)}
            description={say(hint)}
            required
            withAsterisk={false}
            value={settings[key] ?? ''}
            error={wrong(key)}
            onChange={(event) => setSettings({ ...settings, [key]: event.currentTarget.value })}
          />
        ))}
        {asked.secret && (
          <PasswordInput
            label={say(asked.secret)}
            description={t('secret.kept')}
            required
            withAsterisk={false}
            autoComplete="off"
            value={secret}
            error={wrong('secret')}
            visibilityToggleButtonProps={{ 'aria-label': t('secret.show') }}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        )}
      </div>
      {refused && !shown.includes(refused.field ?? '') && <Notice>{refused.message}</Notice>}
      <div className={form.bar}>
        <Button type="submit" loading={busy}>
          {t('destination.addSubmit')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
