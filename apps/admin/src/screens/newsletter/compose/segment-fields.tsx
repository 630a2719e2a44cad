import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { type AudienceSegmentInput, SegmentChoicesDocument, SegmentCountsDocument } from '../../../gql/operations';
import { currentLanguage, t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import form from '../../../parts/form.module.css';
import { languageName } from '../../../parts/words';
import { termLabel } from '../../library/terms/term-words';
import { WhoGetsIt } from '../who-gets-it';
import { languagesOf, type SiteLanguages } from './site-languages';

/** A part of the audience; everybody when nothing is chosen. */
export type Segment = Omit<AudienceSegmentInput, 'interests'> & { readonly interests: readonly string[] };

interface SegmentFieldsProps {
  readonly site: SiteLanguages & { readonly slug: string; readonly name: string };
  /** The language of the issue. */
  readonly locale: string;
  readonly segment: Segment;
  readonly onChange: (segment: Segment) => void;
}

/** Who an issue is for: language and interests, and at once how many that is. */
export function SegmentFields({ site, locale, segment, onChange }: SegmentFieldsProps) {
  const choices = useQuery({
    queryKey: ['audience', site.slug, 'interests'],
    queryFn: () => request(SegmentChoicesDocument, { site: site.slug }),
  });
  const asked = { ...segment, interests: [...segment.interests] };
  const counts = useQuery({
    queryKey: ['audience', site.slug, 'segment', asked],
    queryFn: () => request(SegmentCountsDocument, { site: site.slug, segment: asked }),
    placeholderData: keepPreviousData,
  });
  const interests = choices.data?.audienceInterests ?? [];
  const chosen = interests.map(({ term }) => term).filter(({ id }) => segment.interests.includes(id));
  const own = languagesOf(site);
  const several = own.length > 1;
  const chosenLanguage = segment.locale ? [segment.locale] : [];
  const languages = [...new Set([...own, ...(several ? [] : ['en', 'es']), ...chosenLanguage])];
  return (
    <fieldset className={`${form.fieldset} ${form.form}`}>
      <legend>{t('segment.title')}</legend>
      <NativeSelect
        label={t('segment.language')}
        description={
          several && segment.locale !== locale
            ? t('segment.othersToo', { language: languageName(locale, currentLanguage()) })
            : undefined
        }
        value={segment.locale ?? ''}
        onChange={(event) => onChange({ ...segment, locale: event.currentTarget.value || null })}
        data={[
          { value: '', label: t('segment.anyLanguage') },
          ...languages.map((value) => ({ value, label: languageName(value, currentLanguage()) })),
        ]}
      />
      {interests.length === 0 ? (
        <p className="soft">{t('segment.nothingToChoose')}</p>
      ) : (
        <fieldset className={form.fieldset}>
          <legend>{t('segment.choose')}</legend>
          <div className={form.options}>
            {interests.map(({ term, people }) => (
              <CheckField
                key={term.id}
                label={termLabel(term)}
                hint={t('subscribers.count', { count: people })}
                checked={segment.interests.includes(term.id)}
                onChange={(on) =>
                  onChange({
                    ...segment,
                    interests: on ? [...segment.interests, term.id] : segment.interests.filter((id) => id !== term.id),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
      )}
      {segment.interests.length > 0 && (
        <CheckField
          label={t('segment.without')}
          checked={segment.withoutInterests ?? false}
          onChange={(withoutInterests) => onChange({ ...segment, withoutInterests })}
        />
      )}
      {counts.data?.segmentCounts && (
        <div aria-live="polite">
          <WhoGetsIt
            counts={counts.data.segmentCounts}
            segment={{ ...segment, withoutInterests: segment.withoutInterests ?? false, interests: chosen }}
            site={site.name}
          />
        </div>
      )}
    </fieldset>
  );
}
