import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import {
  PlanReleaseDocument,
  RehearseReleaseDocument,
  type RehearseReleaseMutation,
  ReleaseCandidatesDocument,
} from '../../../gql/operations';
import { currentLanguage, refusalSentence, t } from '../../../messages/t';
import { CheckField } from '../../../parts/check-field';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { FailureNotice, Notice } from '../../../parts/notice';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { RowsSkeleton } from '../../../parts/rows-skeleton';
import { Screen } from '../../../parts/screen';
import { SearchField } from '../../../parts/search-field';
import { Pill } from '../../../parts/status';
import { meant, NO_TIME, TimeField, timeInput, type WallTime } from '../../../parts/time-field';
import { useDecision } from '../../../parts/use-decision';
import { languageName } from '../../../parts/words';
import { PublishingNav } from '../publishing-nav';
import { type Candidate, candidatesOf } from './candidates';
import css from './release.module.css';

/** Puts several approved texts together that go live on a site at one instant, all or none of them. */
export function NewReleaseScreen() {
  const site = useOneSite();
  const may = useMay(PUBLISHERS, site?.slug);
  return (
    <Screen title={t('release.new')} about={<Link to="/publishing/releases">{t('releases.toList')}</Link>}>
      <PublishingNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      {site && may ? (
        <Compose key={site.slug} site={site} />
      ) : (
        <Empty title={t('release.mayNot')}>
          <p>{t('release.mayNotWhy')}</p>
        </Empty>
      )}
    </Screen>
  );
}

type Rehearsal = RehearseReleaseMutation['result'];

function Compose({ site }: { site: Site }) {
  const navigate = useNavigate();
  // Who presses twice, or again after a failure, gets the release that stands already.
  const [key] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [from, setFrom] = useState<WallTime | undefined>(NO_TIME);
  const [chosen, choose] = useState<ReadonlyMap<string, Candidate>>(new Map());
  const revisionIds = [...chosen.keys()];
  const publishAt = from && timeInput(from);
  const timed = !from || meant(from, site.timeZone) !== undefined;
  const [asked] = useDebouncedValue(JSON.stringify({ site: site.slug, revisionIds, publishAt }), 300);
  const rehearsal = useQuery({
    queryKey: ['rehearsal', asked],
    queryFn: async () => (await request(RehearseReleaseDocument, { input: JSON.parse(asked) })).result,
    enabled: timed && revisionIds.length > 0 && asked !== '',
    staleTime: 5_000,
  });
  const { take, busy, refused } = useDecision(async () => {
    const answer = await request(PlanReleaseDocument, {
      input: { site: site.slug, name, revisionIds, publishAt, key },
    });
    if (answer.result.__typename === 'Release') {
      await navigate({ to: '/publishing/releases/$releaseId', params: { releaseId: answer.result.id } });
    }
    return answer;
  });
  const answer = timed && revisionIds.length > 0 ? rehearsal.data : undefined;
  const clear = answer?.__typename === 'ReleaseRehearsal' && answer.obstacles.length === 0;
  return (
    <form
      className={form.columns}
      onSubmit={(event) => {
        event.preventDefault();
        if (clear && timed) take(undefined);
      }}
    >
      <Choice site={site} chosen={chosen} choose={choose} />
      <div className={`${form.form} ${form.box}`}>
        <TextInput
          label={t('release.name')}
          description={t('release.nameHint')}
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          error={refused?.field === 'name' ? refused.message : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <fieldset className={form.fieldset}>
          <legend>{t('publish.when')}</legend>
          <div className={form.options}>
            {[true, false].map((later) => (
              <label key={String(later)} className={form.check}>
                <input
                  type="radio"
                  name="releaseWhen"
                  checked={(from !== undefined) === later}
                  onChange={() => setFrom(later ? NO_TIME : undefined)}
                />
                <span>{t(later ? 'publish.atTime' : 'publish.now')}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {from && <TimeField label={t('publish.from')} zone={site.timeZone} value={from} onChange={setFrom} />}
        <Chosen chosen={chosen} choose={choose} rehearsal={answer} />
        {rehearsal.isError && <FailureNotice error={rehearsal.error} retry={() => void rehearsal.refetch()} />}
        {refused && refused.field !== 'name' && <Notice>{refused.message}</Notice>}
        <p className="soft">{t('release.allOrNone', { site: site.name })}</p>
        <div className={form.bar}>
          <Button type="submit" loading={busy} disabled={!clear || !timed}>
            {t(from ? 'release.schedule' : 'release.now')}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface ChosenProps {
  readonly chosen: ReadonlyMap<string, Candidate>;
  readonly choose: (chosen: ReadonlyMap<string, Candidate>) => void;
  readonly rehearsal: Rehearsal | undefined;
}

/** What is in it, each with everything that would keep it back. */
function Chosen({ chosen, choose, rehearsal }: ChosenProps) {
  if (chosen.size === 0) return <p className="soft">{t('release.noneChosen')}</p>;
  const rehearsed = rehearsal?.__typename === 'ReleaseRehearsal' ? rehearsal.obstacles : undefined;
  return (
    <div>
      <strong>{t('release.texts', { count: chosen.size })}</strong>
      {rehearsal && rehearsal.__typename !== 'ReleaseRehearsal' && <Notice>{refusalSentence(rehearsal)}</Notice>}
      <ul className={css.chosen}>
        {[...chosen.values()].map((one) => {
          const own = rehearsed?.filter(({ revision }) => revision?.id === one.revisionId) ?? [];
          const others = new Map([...chosen].filter(([id]) => id !== one.revisionId));
          return (
            <li key={one.revisionId}>
              <div className={css.line}>
                <span>
                  {one.title} <span className="soft">({languageName(one.locale, currentLanguage())})</span>
                </span>
                {rehearsed && own.length === 0 && (
                  <Pill tone="good" icon="check">
                    {t('publish.clear')}
                  </Pill>
                )}
                <Button size="xs" variant="default" onClick={() => choose(others)}>
                  {t('release.leaveOut')}
                  <span className="hidden-visually"> {one.title}</span>
                </Button>
              </div>
              {own.map((obstacle) => (
                <Notice key={obstacle.code}>{refusalSentence(obstacle)}</Notice>
              ))}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface ChoiceProps {
  readonly site: Site;
  readonly chosen: ReadonlyMap<string, Candidate>;
  readonly choose: (chosen: ReadonlyMap<string, Candidate>) => void;
}

function Choice({ site, chosen, choose }: ChoiceProps) {
  const [search, setSearch] = useState<string>();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['release-candidates', site.slug, search],
    queryFn: () => request(ReleaseCandidatesDocument, { site: site.slug, search }),
    placeholderData: keepPreviousData,
  });
  const candidates = data ? candidatesOf(data, site.slug) : [];
  const toggle = (one: Candidate, on: boolean) => {
    const next = new Map(chosen);
    if (on) next.set(one.revisionId, one);
    else next.delete(one.revisionId);
    choose(next);
  };
  return (
    <section className={form.form} aria-label={t('release.choose')}>
      <SearchField label={t('articles.search')} value={search} onSearch={setSearch} />
      <div className={form.rows}>
        {error ? (
          <FailureNotice error={error} retry={() => void refetch()} />
        ) : isPending ? (
          <RowsSkeleton rows={6} height={40} />
        ) : candidates.length === 0 ? (
          <Empty title={t(search ? 'articles.noMatch' : 'release.noCandidates')}>
            <p>{t('release.noCandidatesWhy')}</p>
          </Empty>
        ) : (
          <ul>
            {candidates.map((one) => (
              <li key={one.revisionId} className={css.candidate}>
                <CheckField
                  label={one.title}
                  hint={`${languageName(one.locale, currentLanguage())} · ${t('live.revision', { number: one.number })}`}
                  checked={chosen.has(one.revisionId)}
                  onChange={(on) => toggle(one, on)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
