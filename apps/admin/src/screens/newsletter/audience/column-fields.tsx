import { NativeSelect } from '@mantine/core';
import { t } from '../../../messages/t';

/** Names of columns never begin or end with a space, so this is none of them. */
const NONE = ' ';

/** What each column is taken for: '' is found by its usual name. */
export interface ChosenColumns {
  readonly email: string;
  readonly interests: string;
  readonly language: string;
}

export const FOUND: ChosenColumns = { email: '', interests: '', language: '' };

/** The same as the server takes it: null is found by its usual name, an empty text is none. */
export function namedColumns({ email, interests, language }: ChosenColumns) {
  const named = (chosen: string) => (chosen === '' ? null : chosen.trim());
  return { emailColumn: named(email), interestsColumn: named(interests), languageColumn: named(language) };
}

interface ColumnFieldsProps {
  /** The names of the columns of the file. */
  readonly names: readonly string[];
  readonly chosen: ChosenColumns;
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (chosen: ChosenColumns) => void;
}

/** Says what the columns of a file are. */
export function ColumnFields({ names, chosen, faultOf, onChange }: ColumnFieldsProps) {
  const columns = [...new Set(names)].map((name) => ({ value: name, label: name }));
  const optional = [
    { value: '', label: t('audienceImport.columnFound') },
    { value: NONE, label: t('audienceImport.columnNone') },
    ...columns,
  ];
  return (
    <>
      <NativeSelect
        label={t('audienceImport.column')}
        description={t('audienceImport.columnHint')}
        value={chosen.email}
        error={faultOf('emailColumn')}
        onChange={(event) => onChange({ ...chosen, email: event.currentTarget.value })}
        data={[{ value: '', label: t('audienceImport.columnFound') }, ...columns]}
      />
      <NativeSelect
        label={t('audienceImport.interestsColumn')}
        description={t('audienceImport.interestsHint')}
        value={chosen.interests}
        error={faultOf('interestsColumn')}
        onChange={(event) => onChange({ ...chosen, interests: event.currentTarget.value })}
        data={optional}
      />
      <NativeSelect
        label={t('audienceImport.languageColumn')}
        description={t('audienceImport.languageHint')}
        value={chosen.language}
        error={faultOf('languageColumn')}
        onChange={(event) => onChange({ ...chosen, language: event.currentTarget.value })}
        data={optional}
      />
    </>
  );
}
