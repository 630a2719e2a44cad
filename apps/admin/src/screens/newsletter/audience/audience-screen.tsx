import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import { AudienceDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { LinkButton } from '../../../parts/link-button';
import { Loaded } from '../../../parts/loaded';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Screen } from '../../../parts/screen';
import { NewsletterNav } from '../newsletter-nav';
import css from './audience.module.css';

const COUNTS = ['confirmed', 'pending', 'unsubscribed'] as const;

/** Who gets a site's newsletter. */
export function AudienceScreen() {
  const site = useOneSite();
  const may = useMay(PUBLISHERS, site?.slug);
  return (
    <Screen
      title={t('audience.title')}
      about={t('audience.about')}
      action={may && <LinkButton to="/newsletters/audience/import">{t('audienceImport.title')}</LinkButton>}
    >
      <NewsletterNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      {site && may ? (
        <Parts key={site.slug} site={site} />
      ) : (
        <Empty title={t('newsletter.mayNot')}>
          <p>{t('newsletter.mayNotWhy')}</p>
        </Empty>
      )}
    </Screen>
  );
}

function Parts({ site: { slug } }: { site: Site }) {
  const answer = useQuery({ queryKey: ['audience', slug], queryFn: () => request(AudienceDocument, { site: slug }) });
  return (
    <Loaded answer={answer} rows={2}>
      {({ audience }) =>
        audience && (
          <dl className={css.counts}>
            {COUNTS.map((name) => (
              <div key={name} className={css.count}>
                <dt>{t(`audience.${name}`)}</dt>
                <dd>
                  <strong>{t('number', { value: audience[name] })}</strong>
                  <span>{t(`audienceWhy.${name}`)}</span>
                </dd>
              </div>
            ))}
          </dl>
        )
      }
    </Loaded>
  );
}
