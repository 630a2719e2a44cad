import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../api/client';
import { rolesAt, sitesOf, useMe } from '../../api/session';
import { ImportArticleDocument, type ImportArticleMutation } from '../../gql/operations';
import { currentLanguage, LANGUAGES, t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { Notice } from '../../parts/notice';
import { IMPORTERS } from '../../parts/roles';
import { Screen } from '../../parts/screen';
import { useDecision } from '../../parts/use-decision';
import { languageName } from '../../parts/words';
import { DropPlace } from './drop-place';
import css from './import-screen.module.css';
import { toBase64 } from './to-base64';

type Imported = Extract<ImportArticleMutation['result'], { __typename: 'ImportedArticle' }>;

/** Turns a text file into an article that nobody has approved yet. */
export function ImportScreen() {
  const me = useMe();
  const { site: chosen } = useSearch({ from: '/frame' });
  const sites = sitesOf(me).filter(({ slug }) => IMPORTERS.some((role) => rolesAt(me, slug).has(role)));
  const [site, setSite] = useState(sites.find(({ slug }) => slug === chosen)?.slug ?? sites[0]?.slug ?? '');
  const [locale, setLocale] = useState('en');
  const [topic, setTopic] = useState('');
  const [file, setFile] = useState<File>();
  const [imported, setImported] = useState<Imported>();
  const { take, busy, refused } = useDecision(async (from: File) => {
    const contentBase64 = toBase64(new Uint8Array(await from.arrayBuffer()));
    const answer = await request(ImportArticleDocument, {
      input: { site, locale, topic: topic.trim(), fileName: from.name, contentBase64 },
    });
    setImported(answer.result.__typename === 'ImportedArticle' ? answer.result : undefined);
    return answer;
  });
  if (sites.length === 0) {
    return (
      <Screen title={t('import.title')}>
        <Empty title={t('import.mayNot')}>
          <p>{t('import.mayNotWhy')}</p>
        </Empty>
      </Screen>
    );
  }
  return (
    <Screen title={t('import.title')} about={t('import.about')}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (file) take(file);
        }}
      >
        <DropPlace
          file={file}
          choose={(one) => {
            setFile(one);
            setImported(undefined);
          }}
        />
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
            error={refused?.field?.endsWith('topic') ? refused.message : undefined}
            onChange={(event) => setTopic(event.currentTarget.value)}
          />
        </div>
        {refused && !refused.field?.endsWith('topic') && <Notice>{refused.message}</Notice>}
        {imported && <Done imported={imported} />}
        <div>
          <Button type="submit" size="md" disabled={!file} loading={busy}>
            {t('import.submit')}
          </Button>
          {!file && <p className={css.why}>{t('import.noFile')}</p>}
        </div>
      </form>
    </Screen>
  );
}

function Done({ imported }: { imported: Imported }) {
  const { article, created } = imported;
  return (
    <Notice tone="good">
      {created ? t('import.done') : t('import.doneBefore')}{' '}
      <Link to="/articles/$articleId" params={{ articleId: article.id }}>
        {article.newestRevision.title || t('article.untitled')}
      </Link>
    </Notice>
  );
}
