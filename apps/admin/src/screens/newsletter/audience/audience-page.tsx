import type { Site } from '../../../api/session';
import { t } from '../../../messages/t';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Screen } from '../../../parts/screen';
import { NewsletterNav } from '../newsletter-nav';

interface AudiencePageProps {
  readonly title: string;
  readonly about: string;
  readonly action?: React.ReactNode;
  /** False where the screen has filters of its own, and the site stands among them. */
  readonly siteField?: boolean;
  readonly children: (site: Site) => React.ReactNode;
}

/** A screen about the audience of one site, for those who may know it. */
export function AudiencePage({ title, about, action, siteField = true, children }: AudiencePageProps) {
  const site = useOneSite();
  const may = useMay(PUBLISHERS, site?.slug);
  return (
    <Screen title={title} about={about} action={may && action}>
      <NewsletterNav />
      {siteField && (
        <div className={form.filters}>
          <SiteField />
        </div>
      )}
      {site && may ? (
        children(site)
      ) : (
        <Empty title={t('newsletter.mayNot')}>
          <p>{t('newsletter.mayNotWhy')}</p>
        </Empty>
      )}
    </Screen>
  );
}
