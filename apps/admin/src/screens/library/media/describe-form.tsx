import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../../api/client';
import { DescribeMediaDocument, type MediaWholeFragment, type RightsStatus } from '../../../gql/operations';
import { currentLanguage, LANGUAGES, t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import form from '../../../parts/form.module.css';
import { Notice } from '../../../parts/notice';
import { languageName } from '../../../parts/words';
import { useDecision } from '../../article/use-decision';
import { describeInput, draftOf } from './describe-input';
import { FocalPointField } from './focal-point';

const RIGHTS: readonly RightsStatus[] = ['UNKNOWN', 'OWNED', 'LICENSED', 'PUBLIC_DOMAIN', 'CONSENTED'];

function useDraft(asset: MediaWholeFragment) {
  const [draft, setDraft] = useState(() => draftOf(asset));
  const change = (now: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...now }));
  return { draft, change };
}

/** Says what a file shows in each language, whose it is, and what must stay in sight. */
export function DescribeForm({ asset, onSaved }: { asset: MediaWholeFragment; onSaved: (version: number) => void }) {
  const { draft, change } = useDraft(asset);
  const [saved, setSaved] = useState(false);
  const { take, busy, refused } = useDecision(
    async () => {
      const answer = await request(DescribeMediaDocument, { input: describeInput(asset, draft) });
      // Known before the file is read again, so that its new version does not look like somebody else's.
      if (answer.result.__typename === 'MediaAsset') onSaved(answer.result.version);
      return answer;
    },
    () => setSaved(true),
  );
  const wrong = (field: string) => (refused?.field === field ? refused.message : undefined);
  const known = ['alt', 'altTexts', 'credit', 'holder', 'licence'].includes(refused?.field ?? '');
  return (
    <form
      className={`${form.form} ${form.box}`}
      onChange={() => setSaved(false)}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
    >
      {asset.kind === 'IMAGE' && (
        <>
          <FocalPointField
            asset={asset}
            point={draft.focalPoint}
            move={(focalPoint) => {
              setSaved(false);
              change({ focalPoint });
            }}
          />
          <CheckField
            label={t('media.isDecorative')}
            hint={t('media.isDecorativeHint')}
            checked={draft.decorative}
            onChange={(decorative) => change({ decorative })}
          />
        </>
      )}
      {asset.kind === 'IMAGE' && !draft.decorative && (
        <AltFields asset={asset} draft={draft} change={change} wrong={wrong} />
      )}
      <RightsFields draft={draft} change={change} wrong={wrong} />
      {refused && !known && <Notice>{refused.message}</Notice>}
      {saved && <Notice tone="good">{t('media.saved')}</Notice>}
      <div>
        <Button type="submit" loading={busy}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps extends ReturnType<typeof useDraft> {
  readonly wrong: (field: string) => string | undefined;
}

function AltFields({ asset, draft, change, wrong }: FieldsProps & { asset: MediaWholeFragment }) {
  const own = asset.site.locale.split('-')[0];
  const locales = new Set([...LANGUAGES.filter((one) => one !== own), ...asset.altTexts.map(({ locale }) => locale)]);
  return (
    <>
      <Textarea
        label={t('media.alt')}
        description={t('media.altHint')}
        rows={2}
        maxLength={500}
        value={draft.alt}
        error={wrong('alt')}
        onChange={(event) => change({ alt: event.currentTarget.value })}
      />
      {[...locales].map((locale) => (
        <Textarea
          key={locale}
          label={t('media.altIn', { language: languageName(locale, currentLanguage()) })}
          rows={2}
          maxLength={500}
          lang={locale}
          value={draft.altTexts[locale] ?? ''}
          error={wrong('altTexts')}
          onChange={(event) => change({ altTexts: { ...draft.altTexts, [locale]: event.currentTarget.value } })}
        />
      ))}
    </>
  );
}

function RightsFields({ draft, change, wrong }: FieldsProps) {
  return (
    <>
      <div className={form.pair}>
        <NativeSelect
          label={t('media.rights')}
          value={draft.status}
          onChange={(event) => change({ status: event.currentTarget.value as RightsStatus })}
          data={RIGHTS.map((value) => ({ value, label: t(`rights.${value}`) }))}
        />
        <TextInput
          label={t('media.credit')}
          maxLength={300}
          value={draft.credit}
          error={wrong('credit')}
          onChange={(event) => change({ credit: event.currentTarget.value })}
        />
      </div>
      {draft.status !== 'UNKNOWN' && (
        <div className={form.pair}>
          <TextInput
            label={t('media.holder')}
            maxLength={200}
            value={draft.holder}
            error={wrong('holder')}
            onChange={(event) => change({ holder: event.currentTarget.value })}
          />
          <TextInput
            label={t('media.licence')}
            description={draft.status === 'LICENSED' ? t('media.licenceHint') : undefined}
            maxLength={200}
            value={draft.licence}
            error={wrong('licence')}
            onChange={(event) => change({ licence: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('media.expires')}
            value={draft.expires}
            onChange={(event) => change({ expires: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
