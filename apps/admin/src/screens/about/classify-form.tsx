import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client';
import {
  ClassifyArticleDocument,
  type ClassifyArticleInput,
  type RiskClass,
  type TermKind,
  type TermPartsFragment,
} from '../../gql/operations';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { Notice } from '../../parts/notice';
import { useMay } from '../../parts/one-site';
import { REVIEWERS } from '../../parts/roles';
import { useDecision } from '../../parts/use-decision';
import { textKindsQuery } from '../editor/queries';
import { type AboutArticle, topicsQuery } from './queries';
import { TermChoice } from './term-choice';

/** The mildest first. */
const RISKS: readonly RiskClass[] = ['LOW', 'STANDARD', 'HIGH'];
const LISTS = [
  ['BODY_REGION', 'bodyRegionIds'],
  ['CONDITION', 'conditionIds'],
  ['AUDIENCE', 'audienceIds'],
] as const;

type Chosen = Readonly<Record<Exclude<TermKind, 'TOPIC'>, readonly TermPartsFragment[]>>;

/** What the article is about and for whom, of what kind it is, and how much harm a mistake in it could do. */
export function ClassifyForm({ article, mayWrite }: { article: AboutArticle; mayWrite: boolean }) {
  const site = article.site.slug;
  const mayLower = useMay(REVIEWERS, site);
  const [topic, setTopic] = useState(article.topic);
  const [kind, setKind] = useState(article.contentType);
  const [risk, setRisk] = useState<RiskClass>(article.riskClass);
  const [chosen, setChosen] = useState<Chosen>(() => ({
    BODY_REGION: article.terms.filter((one) => one.kind === 'BODY_REGION'),
    CONDITION: article.terms.filter((one) => one.kind === 'CONDITION'),
    AUDIENCE: article.terms.filter((one) => one.kind === 'AUDIENCE'),
  }));
  const [saved, setSaved] = useState(false);
  const { data: kinds } = useQuery(textKindsQuery(article.newestRevision.locale));
  const { data: topics = [] } = useQuery(topicsQuery(site));
  const { take, busy, refused } = useDecision(
    (input: ClassifyArticleInput) => request(ClassifyArticleDocument, { input }),
    () => setSaved(true),
  );
  const fault = (field: string) => (refused?.field === field ? refused.message : undefined);
  const shown = ['topic', 'riskClass', 'contentType', ...LISTS.map(([, field]) => field)];
  return (
    <form
      className={form.form}
      onChange={() => setSaved(false)}
      onSubmit={(event) => {
        event.preventDefault();
        const ids = Object.fromEntries(LISTS.map(([list, field]) => [field, chosen[list].map(({ id }) => id)]));
        take({ articleId: article.id, topic: topic.trim(), contentType: kind, riskClass: risk, ...ids });
      }}
    >
      <fieldset className={form.fieldset} disabled={!mayWrite}>
        <div className={form.form}>
          <TextInput
            label={t('articles.columnTopic')}
            description={t('about.topicHint')}
            list="about-topics"
            required
            withAsterisk={false}
            maxLength={80}
            value={topic}
            error={fault('topic')}
            onChange={(event) => setTopic(event.currentTarget.value)}
          />
          <datalist id="about-topics">
            {topics.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
          <div className={form.pair}>
            <NativeSelect
              label={t('new.kind')}
              description={kinds?.find(({ key }) => key === kind)?.purpose ?? ' '}
              value={kind}
              error={fault('contentType')}
              onChange={(event) => setKind(event.currentTarget.value)}
              data={(kinds ?? []).map(({ key, name }) => ({ value: key, label: name }))}
            />
            <NativeSelect
              label={t('new.risk')}
              description={t(mayLower ? 'new.riskHint' : 'about.riskHint')}
              value={risk}
              error={fault('riskClass')}
              onChange={(event) => setRisk(event.currentTarget.value as RiskClass)}
              data={RISKS.map((value) => ({
                value,
                label: t(`new.risk.${value as 'LOW'}`),
                disabled: !mayLower && RISKS.indexOf(value) < RISKS.indexOf(article.riskClass),
              }))}
            />
          </div>
          {LISTS.map(([list, field]) => (
            <TermChoice
              key={list}
              site={site}
              kind={list}
              chosen={chosen[list]}
              error={fault(field)}
              choose={(terms) => setChosen((before) => ({ ...before, [list]: terms }))}
            />
          ))}
          {refused && !shown.includes(refused.field ?? '') && <Notice>{refused.message}</Notice>}
          {saved && <Notice tone="good">{t('about.saved')}</Notice>}
          {mayWrite && (
            <div>
              <Button type="submit" loading={busy}>
                {t('form.save')}
              </Button>
            </div>
          )}
        </div>
      </fieldset>
    </form>
  );
}
