import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { EraseSubscriberDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { useDecision } from '../../../parts/use-decision';
import { AudiencePage } from './audience-page';

/** Takes away everything about a person who asked for it. */
export function ErasureScreen() {
  return (
    <AudiencePage title={t('erasure.title')} about={t('erasure.about')}>
      {(site) => <ErasureForm key={site.slug} site={site} />}
    </AudiencePage>
  );
}

function ErasureForm({ site }: { site: Site }) {
  const [email, setEmail] = useState('');
  const [asking, setAsking] = useState(false);
  const [wasKnown, setWasKnown] = useState<boolean>();
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(EraseSubscriberDocument, { input: { site: site.slug, email: email.trim() } });
    setAsking(false);
    if (answer.result.__typename === 'ErasedSubscriber') {
      setWasKnown(answer.result.wasKnown);
      setEmail('');
    }
    return answer;
  });
  return (
    <form
      className={`${form.form} ${form.box}`}
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <p>{t('erasure.what')}</p>
      <p>{t('erasure.kept')}</p>
      <TextInput
        label={t('erasure.email')}
        autoComplete="off"
        required
        withAsterisk={false}
        disabled={asking}
        value={email}
        error={refused?.message}
        onChange={(event) => {
          setEmail(event.currentTarget.value);
          setWasKnown(undefined);
        }}
      />
      {wasKnown !== undefined && <Notice tone="good">{t(wasKnown ? 'erasure.done' : 'erasure.unknown')}</Notice>}
      {asking ? (
        <fieldset className={form.fieldset}>
          <legend>{t('erasure.ask', { email: email.trim(), site: site.name })}</legend>
          <div className={form.bar}>
            <Button color="red" loading={busy} onClick={() => take(undefined)}>
              {t('erasure.now')}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)} autoFocus>
              {t('form.cancel')}
            </Button>
          </div>
        </fieldset>
      ) : (
        <div className={form.bar}>
          <Button type="submit" disabled={email.trim() === ''}>
            {t('erasure.action')}
          </Button>
        </div>
      )}
    </form>
  );
}
