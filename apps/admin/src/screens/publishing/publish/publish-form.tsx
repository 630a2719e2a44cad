import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../api/client';
import { hasRole, type Site, sitesOf, useMe } from '../../../api/session';
import { PublishDocument, SchedulePublicationDocument } from '../../../gql/operations';
import { currentLanguage, refusalSentence, t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import form from '../../../parts/form.module.css';
import { FailureNotice, failureSentence, Notice } from '../../../parts/notice';
import { PUBLISHERS } from '../../../parts/roles';
import { meant, NO_TIME, TimeField, timeInput, type WallTime } from '../../../parts/time-field';
import { languageName } from '../../../parts/words';
import type { Article } from '../../article/queries';
import css from './publish-form.module.css';
import { TargetLine } from './target-line';
import { type Target, usePublishPlan, usePublishTexts } from './use-publish-plan';

/** What one target became, or why it did not. */
export interface Outcome {
  readonly target: Target;
  readonly publicationId?: string;
  readonly scheduledFor?: string;
  readonly refused?: string;
}

interface PublishFormProps {
  readonly article: Article;
  readonly close: () => void;
  readonly done: (outcomes: readonly Outcome[]) => void;
}

/** Where, when and until when a text goes live, with everything that stands in the way, before anybody presses a button. */
export function PublishForm({ article, close, done }: PublishFormProps) {
  const me = useMe();
  const sites = [
    ...sitesOf(me).filter(({ slug }) => slug === article.site.slug),
    ...sitesOf(me).filter(({ slug }) => slug !== article.site.slug && hasRole(me, PUBLISHERS, slug)),
  ];
  const [chosen, choose] = useState<readonly string[]>([article.site.slug]);
  const [locales, setLocales] = useState<readonly string[]>([article.newestRevision.locale]);
  const [from, setFrom] = useState<WallTime>();
  const [until, setUntil] = useState<WallTime>();
  const places = sites.filter(({ slug }) => chosen.includes(slug));
  const { texts, error } = usePublishTexts(article.id, locales);
  const targets = usePublishPlan(texts, places, from);
  const publish = usePublish(done, close);
  const open = targets.filter(({ same }) => !same);
  const zone = places[0]?.timeZone ?? article.site.timeZone;
  const clear = open.length > 0 && open.every(({ obstacles }) => obstacles?.length === 0);
  const timed = places.every(
    (site) => (!from || meant(from, site.timeZone)) && (!until || meant(until, site.timeZone)),
  );
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (clear && timed) publish.mutate({ targets: open, from, until });
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div className={css.choices}>
        <Choices
          legend={t('publish.where')}
          values={sites.map(({ slug, name }) => [slug, name])}
          {...{ chosen, choose }}
        />
        {article.locales.length > 1 && (
          <Choices
            legend={t('publish.languages')}
            values={article.locales.map((locale) => [locale, languageName(locale, currentLanguage())])}
            chosen={locales}
            choose={setLocales}
          />
        )}
        <When {...{ zone, from, setFrom, until, setUntil }} />
      </div>
      {error && <FailureNotice error={error} />}
      <ul className={css.targets} aria-label={t('publish.happens')}>
        {targets.map((target) => (
          <TargetLine
            key={target.key}
            target={target}
            waits={from !== undefined && !meant(from, target.site.timeZone)}
          />
        ))}
      </ul>
      {publish.isError && <Notice>{failureSentence(publish.error)}</Notice>}
      <div className={css.actions}>
        {!clear && <p className={css.why}>{whyNot(targets, places)}</p>}
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
        <Button type="submit" loading={publish.isPending} disabled={!clear || !timed}>
          {from ? t('publish.schedule') : t('publish.submit')}
        </Button>
      </div>
    </form>
  );
}

function whyNot(targets: readonly Target[], places: readonly Site[]): string {
  if (places.length === 0 || targets.length === 0) return t('publish.chooseOne');
  if (targets.every(({ same }) => same)) return t('publish.nothingToDo');
  return targets.some(({ obstacles }) => obstacles && obstacles.length > 0) ? t('publish.blocked') : '';
}

interface ChoicesProps {
  readonly legend: string;
  readonly values: readonly (readonly [value: string, label: string])[];
  readonly chosen: readonly string[];
  readonly choose: (chosen: readonly string[]) => void;
}

function Choices({ legend, values, chosen, choose }: ChoicesProps) {
  return (
    <fieldset className={form.fieldset}>
      <legend>{legend}</legend>
      <div className={css.column}>
        {values.map(([value, label]) => (
          <CheckField
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={(on) => choose(on ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface WhenProps {
  readonly zone: string;
  readonly from: WallTime | undefined;
  readonly setFrom: (value: WallTime | undefined) => void;
  readonly until: WallTime | undefined;
  readonly setUntil: (value: WallTime | undefined) => void;
}

function When({ zone, from, setFrom, until, setUntil }: WhenProps) {
  return (
    <fieldset className={form.fieldset}>
      <legend>{t('publish.when')}</legend>
      <div className={css.column}>
        {[false, true].map((later) => (
          <label key={String(later)} className={form.check}>
            <input
              type="radio"
              name="publishWhen"
              checked={(from !== undefined) === later}
              onChange={() => setFrom(later ? NO_TIME : undefined)}
            />
            <span>{t(later ? 'publish.atTime' : 'publish.now')}</span>
          </label>
        ))}
        {from && <TimeField label={t('publish.from')} value={from} onChange={setFrom} zone={zone} autoFocus />}
        <CheckField
          label={t('publish.ends')}
          checked={until !== undefined}
          onChange={(on) => setUntil(on ? NO_TIME : undefined)}
        />
        {until && <TimeField label={t('publish.until')} value={until} onChange={setUntil} zone={zone} />}
      </div>
    </fieldset>
  );
}

interface Order {
  readonly targets: readonly Target[];
  readonly from: WallTime | undefined;
  readonly until: WallTime | undefined;
}

/** Publishes one target after another; what one is refused does not keep back the next, and each says what it became. */
function usePublish(done: (outcomes: readonly Outcome[]) => void, close: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ targets, from, until }: Order) => {
      const outcomes: Outcome[] = [];
      for (const target of targets) outcomes.push(await goLive(target, from, until));
      return outcomes;
    },
    onSuccess: (outcomes) => {
      done(outcomes);
      close();
    },
    // Also after a failure half way: what went live before it is live.
    onSettled: () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' }),
  });
}

async function goLive(target: Target, from: WallTime | undefined, until: WallTime | undefined): Promise<Outcome> {
  const order = {
    site: target.site.slug,
    revisionId: target.revision.id,
    until: until && timeInput(until),
  };
  if (!from) {
    const { result } = await request(PublishDocument, { input: order });
    if (result.__typename === 'Publication') return { target, publicationId: result.id };
    return { target, refused: refusalSentence(result) };
  }
  const input = { ...order, at: timeInput(from), replaces: target.schedule?.id };
  const { result } = await request(SchedulePublicationDocument, { input });
  if (result.__typename === 'PublicationSchedule') return { target, scheduledFor: result.publishAt };
  return { target, refused: refusalSentence(result) };
}
