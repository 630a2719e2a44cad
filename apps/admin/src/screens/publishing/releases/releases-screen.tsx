import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../../../api/client';
import { ReleasesDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { LinkButton } from '../../../parts/link-button';
import { Loaded } from '../../../parts/loaded';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { CardRow, Screen } from '../../../parts/screen';
import { PlannedPill } from '../calendar/entry-line';
import { PublishingNav } from '../publishing-nav';

/** Texts that went live together, or are to: the latest first. */
export function ReleasesScreen() {
  const site = useOneSite();
  const slug = site?.slug ?? '';
  const may = useMay(PUBLISHERS, slug);
  const answer = useQuery({ queryKey: ['releases', slug], queryFn: () => request(ReleasesDocument, { site: slug }) });
  return (
    <Screen
      title={t('releases.title')}
      about={t('releases.about')}
      action={may && <LinkButton to="/publishing/releases/new">{t('release.new')}</LinkButton>}
    >
      <PublishingNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      <div className={form.rows}>
        <Loaded answer={answer} rows={4}>
          {({ releases }) =>
            releases.length === 0 ? (
              <Empty title={t('releases.none')}>
                <p>{t('releases.noneWhy')}</p>
              </Empty>
            ) : (
              <ul>
                {releases.map((one) => (
                  <CardRow
                    key={one.id}
                    title={
                      <Link to="/publishing/releases/$releaseId" params={{ releaseId: one.id }} data-row>
                        {one.name}
                      </Link>
                    }
                    about={`${t('release.texts', { count: one.items.length })} · ${writeDate(one.publishAt, 'full', one.site.timeZone)} · ${one.createdBy.name}`}
                  >
                    <PlannedPill state={one.state} />
                  </CardRow>
                ))}
              </ul>
            )
          }
        </Loaded>
      </div>
    </Screen>
  );
}
