import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { build } from '#document';
import { request } from '../../api/client';
import { rolesAt, sitesOf, useMe } from '../../api/session';
import { type CreateArticleInput, EditorCreateArticleDocument, type RiskClass } from '../../gql/operations';
import { currentLanguage, LANGUAGES, t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { Notice } from '../../parts/notice';
import { EDITORS } from '../../parts/roles';
import { Screen } from '../../parts/screen';
import { languageName } from '../../parts/words';
import { useDecision } from '../article/use-decision';
import css from '../import/import-screen.module.css';
import { textKindsQuery } from './queries';

const RISKS: readonly RiskClass[] = ['LOW', 'STANDARD', 'HIGH'];

/** Begins an article: what it is called and about. Its words are written in the editor, which opens at once. */
export function NewArticleScreen() {
  const me = useMe();
  const navigate = useNavigate();
  const { site: chosen } = useSearch({ from: '/frame' });
  const sites = sitesOf(me).filter(({ slug }) => EDITORS.some((role) => rolesAt(me, slug).has(role)));
  const [site, setSite] = useState(sites.find(({ slug }) => slug === chosen)?.slug ?? sites[0]?.slug ?? '');
  const [locale, setLocale] = useState('en');
  const [title, setTitle] = useState('');
  const [topic, setTopic] = useState('');
  const [kind, setKind] = useState('article');
  const [risk, setRisk] = useState<RiskClass>('STANDARD');
  const { data: kinds } = useQuery(textKindsQuery(locale));
  const { take, busy, refused } = useDecision(async (input: CreateArticleInput) => {
    const answer = await request(EditorCreateArticleDocument, { input });
    if (answer.result.__typename === 'Article') {
      const { id: articleId } = answer.result;
      void navigate({ to: '/articles/$articleId/edit', params: { articleId }, search: { locale }, replace: true });
    }
    return answer;
  });
  if (sites.length === 0) {
    return (
      <Screen title={t('new.title')}>
        <Empty title={t('edit.mayNot')}>
          <p>{t('new.mayNotWhy')}</p>
        </Empty>
      </Screen>
    );
  }
  const create = () => {
    const document = kinds?.find(({ key }) => key === kind)?.template ?? build.doc('');
    take({ site, locale, title: title.trim(), topic: topic.trim(), contentType: kind, riskClass: risk, document });
  };
  const fault = (field: string) => (refused?.field === field ? refused.message : undefined);
  return (
    <Screen title={t('new.title')} about={t('new.about')}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextInput
          label={t('edit.title')}
          size="md"
          required
          withAsterisk={false}
          maxLength={200}
          autoFocus
          value={title}
          error={fault('title') ?? fault('slug')}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <div className={css.fields}>
          <TextInput
            label={t('import.topic')}
            description={t('import.topicHint')}
            size="md"
            required
            withAsterisk={false}
            maxLength={80}
            value={topic}
            error={fault('topic')}
            onChange={(event) => setTopic(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('new.kind')}
            description={kinds?.find(({ key }) => key === kind)?.purpose ?? ' '}
            size="md"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
            data={(kinds ?? [{ key: 'article', name: t('new.article') }]).map(({ key, name }) => ({
              value: key,
              label: name,
            }))}
          />
          <NativeSelect
            label={t('new.risk')}
            description={t('new.riskHint')}
            size="md"
            value={risk}
            onChange={(event) => setRisk(event.currentTarget.value as RiskClass)}
            data={RISKS.map((value) => ({ value, label: t(`new.risk.${value as 'LOW'}`) }))}
          />
          <NativeSelect
            label={t('article.language')}
            size="md"
            value={locale}
            onChange={(event) => setLocale(event.currentTarget.value)}
            data={LANGUAGES.map((tag) => ({ value: tag, label: languageName(tag, currentLanguage()) }))}
          />
          {sites.length > 1 && (
            <NativeSelect
              label={t('frame.site')}
              size="md"
              value={site}
              onChange={(event) => setSite(event.currentTarget.value)}
              data={sites.map(({ slug, name }) => ({ value: slug, label: name }))}
            />
          )}
        </div>
        {refused && !fault('title') && !fault('topic') && !fault('slug') && <Notice>{refused.message}</Notice>}
        <Button type="submit" loading={busy} disabled={!kinds}>
          {t('new.submit')}
        </Button>
      </form>
    </Screen>
  );
}
