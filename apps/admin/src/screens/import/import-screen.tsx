import { useNavigate, useSearch } from '@tanstack/react-router';
import { rolesAt, sitesOf, useMe } from '../../api/session';
import { t } from '../../messages/t';
import { Empty } from '../../parts/empty';
import { IMPORTERS } from '../../parts/roles';
import { Screen } from '../../parts/screen';
import { BatchPart } from './batch-part';
import { EarlierUploads } from './earlier-uploads';
import css from './import-screen.module.css';
import { UploadForm } from './upload-form';

/** Turns files into articles that nobody has approved yet, and says what became of each. */
export function ImportScreen() {
  const me = useMe();
  const { site: chosen, batch } = useSearch({ from: '/frame/articles/import' });
  const navigate = useNavigate();
  const sites = sitesOf(me).filter(({ slug }) => IMPORTERS.some((role) => rolesAt(me, slug).has(role)));
  const site = sites.find(({ slug }) => slug === chosen)?.slug ?? sites[0]?.slug ?? '';
  if (sites.length === 0) {
    return (
      <Screen title={t('import.title')}>
        <Empty title={t('import.mayNot')}>
          <p>{t('import.mayNotWhy')}</p>
        </Empty>
      </Screen>
    );
  }
  const open = (id: string | undefined) =>
    void navigate({ to: '/articles/import', search: (before) => ({ ...before, batch: id }) });
  return (
    <Screen title={t('import.title')} about={t('import.about')}>
      <div className={css.parts}>
        {batch ? (
          <BatchPart id={batch} another={() => open(undefined)} />
        ) : (
          <UploadForm sites={sites} site={site} started={open} />
        )}
        <EarlierUploads site={site} shown={batch} />
      </div>
    </Screen>
  );
}
