import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addPasskey, listPasskeys } from '../../api/sign-in';
import { t } from '../../messages/t';
import { When } from '../../parts/dates';
import form from '../../parts/form.module.css';
import { FailureNotice, failureSentence, Notice } from '../../parts/notice';
import { RowsSkeleton } from '../../parts/rows-skeleton';
import { Card, CardRow } from '../../parts/screen';
import { wayIn } from './use-way-in';

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
