import { NativeSelect } from '@mantine/core';
import { currentLanguage, t } from '../../../messages/t';
import type { Refused } from '../../../parts/use-decision';
import { languageName } from '../../../parts/words';
import { languagesOf, type SiteLanguages } from './site-languages';

interface LanguageFieldProps {
  readonly site: SiteLanguages;
  readonly locale: string;
  readonly onChange: (locale: string) => void;
  readonly refused: Refused | undefined;
}

/** The language of an issue, on a site that has several. */
export function LanguageField({ site, locale, onChange, refused }: LanguageFieldProps) {
  // A language that the site gave up since stays with the draft that has it.
  const languages = [...new Set([...languagesOf(site), locale])];
  if (languages.length < 2) return null;
  return (
    <NativeSelect
      label={t('compose.language')}
      description={t('compose.languageHint')}
      error={refused?.field === 'locale' ? refused.message : undefined}
      value={locale}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={languages.map((value) => ({ value, label: languageName(value, currentLanguage()) }))}
    />
  );
}
