import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { request } from '../../api/client';
import { StartImportDocument } from '../../gql/operations';
import { currentLanguage, LANGUAGES, t } from '../../messages/t';
import { Notice } from '../../parts/notice';
import { toBase64 } from '../../parts/to-base64';
import { useDecision } from '../../parts/use-decision';
import { languageName } from '../../parts/words';
import { type ChosenFile, MOST_BYTES, MOST_FILES, sizeOf } from './chosen-files';
import { DropPlace } from './drop-place';
import css from './import-screen.module.css';

interface UploadFormProps {
  readonly sites: readonly { readonly slug: string; readonly name: string }[];
  readonly site: string;
  /** Called with the id of the upload. */
  readonly started: (id: string) => void;
}

/** What is uploaded, to which site, in which language and about what. */
export function UploadForm({ sites, site: first, started }: UploadFormProps) {
  const [site, setSite] = useState(first);
  const [locale, setLocale] = useState('en');
  const [topic, setTopic] = useState('');
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const { take, busy, refused } = useDecision(async (chosen: readonly ChosenFile[]) => {
    const read = await Promise.all(
      chosen.map(async ({ name, file }) => ({
        fileName: name,
        contentBase64: toBase64(new Uint8Array(await file.arrayBuffer())),
      })),
    );
    const answer = await request(StartImportDocument, { input: { site, locale, topic: topic.trim(), files: read } });
    if (answer.result.__typename === 'ImportBatch') started(answer.result.id);
    return answer;
  });
  const tooMuch = excess(files);
  const atTopic = refused?.field?.endsWith('topic');
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (files.length > 0 && !tooMuch) take(files);
      }}
    >
      <DropPlace files={files} choose={setFiles} />
      <div className={css.fields}>
        <NativeSelect
          label={t('frame.site')}
          size="md"
          value={site}
          onChange={(event) => setSite(event.currentTarget.value)}
          data={sites.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <NativeSelect
          label={t('article.language')}
          size="md"
          value={locale}
          onChange={(event) => setLocale(event.currentTarget.value)}
          data={LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag, currentLanguage()) }))}
        />
        <TextInput
          label={t('import.topic')}
          description={t('import.topicHint')}
          size="md"
          required
          withAsterisk={false}
          value={topic}
          error={atTopic ? refused?.message : undefined}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
      </div>
      {refused && !atTopic && <Notice>{refused.message}</Notice>}
      {tooMuch && <Notice>{tooMuch}</Notice>}
      <div>
        <Button type="submit" size="md" disabled={files.length === 0 || tooMuch !== null} loading={busy}>
          {t('import.submit')}
        </Button>
        {files.length === 0 && <p className={css.why}>{t('import.noFile')}</p>}
      </div>
    </form>
  );
}

/** Why one upload cannot hold these files; null when it can. */
function excess(files: readonly ChosenFile[]): string | null {
  if (files.length > MOST_FILES) return t('import.tooMany', { most: MOST_FILES, count: files.length });
  return sizeOf(files) > MOST_BYTES ? t('import.tooLarge', { most: MOST_BYTES / 1_000_000 }) : null;
}
