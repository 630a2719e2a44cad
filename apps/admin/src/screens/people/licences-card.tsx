import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import {
  ConfirmCredentialDocument,
  EnterCredentialDocument,
  type LicencePartsFragment,
  RevokeCredentialDocument,
} from '../../gql/operations';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import { Empty } from '../../parts/empty';
import form from '../../parts/form.module.css';
import { Notice } from '../../parts/notice';
import { Card, CardRow } from '../../parts/screen';
import { Pill } from '../../parts/status';
import { useDecision } from '../article/use-decision';

interface LicencesCardProps {
  readonly licences: readonly LicencePartsFragment[];
  readonly site: string;
  /** Whose they are; one's own when left out. */
  readonly holderId?: string;
  /** An administrator confirms and revokes. */
  readonly mayConfirm?: boolean;
}

/** The licences of a person: who entered each, who confirmed it, and whether it is in force. */
export function LicencesCard({ licences, site, holderId, mayConfirm = false }: LicencesCardProps) {
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title={t('account.licences')}
      aside={
        !adding && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t('licence.add')}
          </Button>
        )
      }
    >
      {licences.length === 0 && !adding && (
        <Empty title={t('account.noLicence')}>
          <p>{t('licence.noneWhy')}</p>
        </Empty>
      )}
      <ul>
        {licences.map((licence) => (
          <Licence key={licence.id} licence={licence} mayConfirm={mayConfirm} />
        ))}
      </ul>
      {adding && <LicenceForm site={site} holderId={holderId} close={() => setAdding(false)} />}
    </Card>
  );
}

function Licence({ licence, mayConfirm }: { licence: LicencePartsFragment; mayConfirm: boolean }) {
  const [revoking, setRevoking] = useState(false);
  const [reason, setReason] = useState('');
  const confirm = useDecision((id: string) => request(ConfirmCredentialDocument, { id }));
  const revoke = useDecision(
    () => request(RevokeCredentialDocument, { input: { credentialId: licence.id, reason } }),
    () => setRevoking(false),
  );
  const refused = confirm.refused ?? revoke.refused;
  return (
    <CardRow
      title={`${licence.title}, ${licence.region} ${licence.licenceNumber}`}
      about={
        <>
          {t('account.validUntil')} <When iso={licence.validUntil} style="day" />
          {licence.specialties.length > 0 && ` · ${licence.specialties.join(', ')}`}
          {licence.enteredBy && ` · ${t('licence.entered', { name: licence.enteredBy.name })}`}
          {licence.confirmedBy && ` · ${t('licence.confirmed', { name: licence.confirmedBy.name })}`}
          {refused && <Notice>{refused.message}</Notice>}
          {revoking && (
            <form
              className={form.form}
              onSubmit={(event) => {
                event.preventDefault();
                revoke.take(undefined);
              }}
            >
              <TextInput
                label={t('licence.reason')}
                description={t('licence.reasonHint')}
                required
                withAsterisk={false}
                maxLength={1000}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <div className={form.bar}>
                <Button type="submit" size="xs" loading={revoke.busy}>
                  {t('licence.revoke')}
                </Button>
                <Button variant="default" size="xs" onClick={() => setRevoking(false)}>
                  {t('form.cancel')}
                </Button>
              </div>
            </form>
          )}
        </>
      }
    >
      {licence.pending ? (
        <Pill tone="due" icon="fix">
          {t('licence.toConfirm')}
        </Pill>
      ) : (
        <Pill tone={licence.inForce ? 'good' : 'danger'} icon={licence.inForce ? 'check' : 'off'}>
          {licence.inForce ? t('account.inForce') : t('account.notInForce')}
        </Pill>
      )}
      {mayConfirm && licence.pending && (
        <Button size="xs" loading={confirm.busy} onClick={() => confirm.take(licence.id)}>
          {t('licence.confirm')}
        </Button>
      )}
      {mayConfirm && !licence.revokedAt && !revoking && (
        <Button variant="default" size="xs" onClick={() => setRevoking(true)}>
          {t('licence.revoke')}
        </Button>
      )}
    </CardRow>
  );
}

const EMPTY = { title: '', licenceNumber: '', region: '', specialties: '', validFrom: '', validUntil: '' };

function LicenceForm({ site, holderId, close }: { site: string; holderId?: string; close: () => void }) {
  const [draft, setDraft] = useState(EMPTY);
  const queries = useQueryClient();
  const { take, busy, refused } = useDecision(async () => {
    const { specialties, validFrom, validUntil, ...words } = draft;
    const input = {
      ...{ site, holderId, ...words, specialties: specialties.split(',') },
      ...{
        validFrom: new Date(validFrom).toISOString(),
        validUntil: new Date(`${validUntil}T23:59:59Z`).toISOString(),
      },
    };
    const answer = await request(EnterCredentialDocument, { input });
    // One's own licences stand in what is known of the signed-in person.
    await queries.invalidateQueries({ queryKey: ['me'] });
    return answer;
  }, close);
  const field = (name: keyof typeof EMPTY, required = true) => ({
    label: t(`licence.${name}`),
    value: draft[name],
    required,
    withAsterisk: false,
    error: refused?.field === name ? refused.message : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      setDraft((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <form
      className={`${form.form} ${form.pad}`}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
    >
      <p className="soft">{t('licence.addWhy')}</p>
      <div className={form.pair}>
        <TextInput {...field('title')} />
        <TextInput {...field('licenceNumber')} />
        <TextInput {...field('region')} />
      </div>
      <TextInput {...field('specialties', false)} description={t('licence.specialtiesHint')} />
      <div className={form.pair}>
        <TextInput {...field('validFrom')} type="date" />
        <TextInput {...field('validUntil')} type="date" />
      </div>
      {refused && !refused.field && <Notice>{refused.message}</Notice>}
      <div className={form.bar}>
        <Button type="submit" loading={busy}>
          {t('licence.enter')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
