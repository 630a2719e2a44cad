import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { DigestDocument, type DigestPartsFragment } from '../../../gql/operations';
import { currentLanguage, refusalSentence, t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card, CardRow, Screen } from '../../../parts/screen';
import { languageName } from '../../../parts/words';
import { NewsletterNav } from '../newsletter-nav';
import { DigestForm } from './digest-form';
import { StandingWord } from './standing-word';

/** When a site's digest is put together by itself, and with what. */
export function DigestScreen() {
  const site = useOneSite();
  return (
    <Screen title={t('digest.title')} about={t('digest.about')}>
      <NewsletterNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      {site && <Digest key={site.slug} site={site} />}
    </Screen>
  );
}

function Digest({ site }: { site: Site }) {
  const may = useMay(PUBLISHERS, site.slug);
  const answer = useQuery({
    queryKey: ['digest', site.slug],
    queryFn: () => request(DigestDocument, { site: site.slug }),
  });
  return (
    <Loaded answer={answer} rows={5}>
      {({ digest }) => (
        <div className={form.stack}>
          {digest?.retryAt && <Failing digest={digest} site={site} />}
          {digest ? <Next digest={digest} site={site} /> : <p className={form.pad}>{t('digest.none')}</p>}
          {may && <DigestForm key={digest?.version ?? 0} site={site.slug} digest={digest ?? null} />}
          {may && digest && digest.cadence !== 'OFF' && <StandingWord site={site.slug} digest={digest} />}
          {digest && digest.runs.length > 0 && <Runs digest={digest} site={site} />}
        </div>
      )}
    </Loaded>
  );
}

function Next({ digest, site }: { digest: DigestPartsFragment; site: Site }) {
  const title = digest.nextAt
    ? t('digest.next', { date: writeDate(digest.nextAt, 'full', site.timeZone) })
    : t('digest.none');
  return (
    <Card title={title}>
      {digest.upcoming.length === 0 ? (
        <p className={form.pad}>{t('digest.nothingYet')}</p>
      ) : (
        <ul>
          {digest.upcoming.map(({ publicationId, title: name, locale }) => (
            <CardRow key={publicationId} title={name} about={languageAt(site, locale)} />
          ))}
        </ul>
      )}
    </Card>
  );
}

/** That it cannot be put together, and what to do. */
function Failing({ digest, site }: { digest: DigestPartsFragment; site: Site }) {
  const { faults, retryAt, faultId } = digest;
  if (!retryAt || !faultId) return null;
  return (
    <Notice tone="due">
      {t('digest.failing', { count: faults, date: writeDate(retryAt, 'full', site.timeZone), id: faultId })}
    </Notice>
  );
}

/** The language of an issue, where a site has several. */
function languageAt(site: Site, locale: string | null | undefined): string | undefined {
  return site.locales.length > 0 ? languageName(locale ?? site.locale, currentLanguage()) : undefined;
}

function about({ outcome, articles, refusalCode, refusalMessage }: DigestPartsFragment['runs'][number]): string {
  const made = t(`digest.${outcome}`, { articles: String(articles) });
  if (!refusalCode || !refusalMessage) return made;
  return t('digest.refused', { made, why: refusalSentence({ code: refusalCode, message: refusalMessage }) });
}

function Runs({ digest, site }: { digest: DigestPartsFragment; site: Site }) {
  return (
    <Card title={t('digest.runs')}>
      <ul>
        {digest.runs.map((run) => (
          <CardRow
            key={run.id}
            title={writeDate(run.dueAt, 'full', site.timeZone)}
            about={[languageAt(site, run.locale), about(run)].filter(Boolean).join(' · ')}
          >
            {run.issueId && (
              <Link to="/newsletters/$issueId" params={{ issueId: run.issueId }}>
                {t('digest.open')}
              </Link>
            )}
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}
