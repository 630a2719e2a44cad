import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/client';
import {
  CreateSiteDocument,
  type MediaCardFragment,
  type SitesWholeQuery,
  UpdateSiteDocument,
} from '../../gql/operations';
import { currentLanguage, LANGUAGES, t } from '../../messages/t';
import { CheckField } from '../../parts/check-field';
import form from '../../parts/form.module.css';
import { MediaPicker, PictureOf } from '../../parts/media-picker';
import { Notice } from '../../parts/notice';
import { languageName } from '../../parts/words';
import { useDecision } from '../article/use-decision';
import css from './site-form.module.css';

type Site = SitesWholeQuery['sites'][number];

interface SiteFormProps {
  readonly site: Site | undefined;
  readonly may: boolean;
  readonly numbers: SitesWholeQuery['emergencyNumbers'];
  readonly saved: (slug: string) => Promise<void>;
}

const ZONES = Intl.supportedValuesOf('timeZone');

const START = {
  ...{ slug: '', name: '', locale: 'en', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, url: 'https://' },
  ...{ phone: '', postalAddress: '', country: 'US', emergencyNumber: '', senderName: '', senderEmail: '' },
  ...{ accentColor: '', callToAction: '', callToActionUrl: '' },
};

type Draft = typeof START;

function draftOf(site: Site | undefined): Draft {
  if (!site) return START;
  const known = Object.keys(START).map((name) => [name, site[name as keyof Draft] ?? '']);
  return Object.fromEntries(known) as Draft;
}

/** What a site says of itself. Every refusal stands beside its field. */
export function SiteForm({ site, may, numbers, saved }: SiteFormProps) {
  const [draft, setDraft] = useState(draftOf(site));
  const [locales, setLocales] = useState<readonly string[]>(site?.locales ?? []);
  const [logo, setLogo] = useState<MediaCardFragment | null>(site?.logo ?? null);
  const [done, setDone] = useState(false);
  const { take, busy, refused } = useDecision(async () => {
    const { slug, ...words } = draft;
    const settings = { ...words, locales: [...locales] };
    const answer = site
      ? await request(UpdateSiteDocument, { input: { site: site.slug, settings, logoMediaId: logo?.id ?? null } })
      : await request(CreateSiteDocument, { input: { slug, settings } });
    if (answer.result.__typename === 'Site') {
      setDone(true);
      await saved(answer.result.slug);
    }
    return answer;
  });
  const field = (name: keyof Draft, required = false) => ({
    label: t(`sites.${name}`),
    value: draft[name],
    required,
    disabled: !may,
    withAsterisk: false,
    error: refused?.field === name ? refused.message : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { value } = event.currentTarget;
      setDraft((before) => ({ ...before, [name]: value }));
    },
  });
  const usual = numbers.find(({ country }) => country === draft.country)?.number;
  return (
    <form
      className={`${form.form} ${form.box} ${css.form}`}
      onChange={() => setDone(false)}
      onSubmit={(event) => {
        event.preventDefault();
        take(undefined);
      }}
    >
      {!may && <Notice tone="due">{t('sites.who')}</Notice>}
      <div className={form.pair}>
        <TextInput {...field('name', true)} />
        {!site && <TextInput {...field('slug', true)} description={t('sites.slugHint')} />}
        <TextInput {...field('url', true)} type="url" description={t('sites.urlHint')} />
      </div>
      <div className={form.pair}>
        <NativeSelect
          label={t('sites.locale')}
          disabled={!may}
          value={draft.locale}
          onChange={(event) => {
            const locale = event.currentTarget.value;
            setDraft((before) => ({ ...before, locale }));
          }}
          data={[...new Set([...LANGUAGES, draft.locale])].map((value) => ({
            value,
            label: languageName(value, currentLanguage()),
          }))}
        />
        <NativeSelect
          {...field('timeZone')}
          onChange={field('timeZone').onChange as never}
          data={zones(draft.timeZone)}
        />
      </div>
      <fieldset className={form.fieldset} disabled={!may}>
        <legend>{t('sites.locales')}</legend>
        <div className={form.options}>
          {LANGUAGES.filter((one) => one !== draft.locale).map((one) => (
            <CheckField
              key={one}
              label={languageName(one, currentLanguage())}
              checked={locales.includes(one)}
              onChange={(on) => setLocales((all) => (on ? [...all, one] : all.filter((it) => it !== one)))}
            />
          ))}
        </div>
      </fieldset>
      <div className={form.pair}>
        <TextInput {...field('country')} maxLength={2} description={t('sites.countryHint')} />
        <TextInput
          {...field('emergencyNumber')}
          placeholder={usual}
          description={usual ? t('sites.emergencyUsual', { number: usual }) : t('sites.emergencyNone')}
        />
        <TextInput {...field('phone', true)} type="tel" />
      </div>
      <Textarea {...field('postalAddress', true)} rows={2} description={t('sites.postalHint')} />
      <div className={form.pair}>
        <TextInput {...field('senderName')} description={t('sites.senderHint')} />
        <TextInput {...field('senderEmail', true)} type="email" />
      </div>
      <div className={form.pair}>
        <TextInput {...field('callToAction')} placeholder={t('sites.callToActionSample')} maxLength={80} />
        <TextInput {...field('callToActionUrl')} />
        <TextInput {...field('accentColor')} placeholder="#0f6b62" description={t('sites.accentHint')} />
      </div>
      {site && <Logo site={site} logo={logo} setLogo={setLogo} may={may} />}
      {refused && !(refused.field && refused.field in START) && <Notice>{refused.message}</Notice>}
      {done && <Notice tone="good">{t('sites.saved')}</Notice>}
      <div>
        <Button type="submit" disabled={!may} loading={busy}>
          {site ? t('form.save') : t('sites.create')}
        </Button>
      </div>
    </form>
  );
}

const zones = (own: string) => (ZONES.includes(own) ? ZONES : [own, ...ZONES]);

interface LogoProps {
  readonly site: Site;
  readonly logo: MediaCardFragment | null;
  readonly setLogo: (logo: MediaCardFragment | null) => void;
  readonly may: boolean;
}

function Logo({ site, logo, setLogo, may }: LogoProps) {
  const [picking, setPicking] = useState(false);
  return (
    <div>
      <p className={css.label}>{t('sites.logo')}</p>
      <div className={form.bar}>
        {logo && (
          <span className={css.logo}>
            <PictureOf asset={logo} />
          </span>
        )}
        <Button variant="default" size="xs" disabled={!may} onClick={() => setPicking(true)}>
          {t('media.choose')}
        </Button>
        {logo && (
          <Button variant="default" size="xs" disabled={!may} onClick={() => setLogo(null)}>
            {t('sites.logoRemove')}
          </Button>
        )}
      </div>
      {picking && (
        <MediaPicker
          site={site.slug}
          locale={site.locale}
          close={() => setPicking(false)}
          choose={({ asset }) => {
            setLogo(asset);
            setPicking(false);
          }}
        />
      )}
    </div>
  );
}
