import { Button, FileButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { request } from '../../api/client';
import { SetSiteOperationsDocument, SiteOperationsDocument } from '../../gql/operations';
import { t } from '../../messages/t';
import form from '../../parts/form.module.css';
import { Loaded } from '../../parts/loaded';
import { Notice } from '../../parts/notice';
import { useDecision } from '../../parts/use-decision';

/** Which operations a site answers over the delivery API: every one, or those of the manifests that were chosen. */
export function KnownOperations({ site }: { site: string }) {
  const answer = useQuery({
    queryKey: ['site-operations', site],
    queryFn: () => request(SiteOperationsDocument, { site }),
  });
  const { take, busy, refused } = useDecision((manifests: readonly string[]) =>
    request(SetSiteOperationsDocument, { input: { site, manifests: [...manifests] } }),
  );
  const forget = useRef<() => void>(null);
  const choose = async (files: readonly File[]) => {
    const manifests = await Promise.all(files.map((file) => file.text()));
    // The same files can be chosen again after they were made anew.
    forget.current?.();
    if (manifests.length > 0) take(manifests);
  };
  return (
    <section className={form.box} aria-label={t('siteOperations.title')}>
      <Loaded answer={answer} rows={1}>
        {({ siteOperations }) => (
          <div className={form.stack}>
            <div className={form.check}>
              <span>
                {t('siteOperations.title')}
                <small>
                  {siteOperations.length === 0
                    ? t('siteOperations.any')
                    : t('siteOperations.known', { count: String(siteOperations.length) })}
                </small>
                <small>{t('siteOperations.own')}</small>
              </span>
            </div>
            {siteOperations.length > 0 && (
              <details>
                <summary>{t('siteOperations.list')}</summary>
                <ul>
                  {siteOperations.map(({ hash, name }) => (
                    <li key={hash}>
                      {name ?? t('siteOperations.unnamed')} <code>{hash.slice(0, 12)}</code>
                    </li>
                  ))}
                </ul>
              </details>
            )}
            <div className={form.bar}>
              <FileButton
                multiple
                accept=".json,application/json"
                resetRef={forget}
                onChange={(files) => void choose(files)}
              >
                {(button) => (
                  <Button variant="default" size="xs" loading={busy} {...button}>
                    {t('siteOperations.choose')}
                  </Button>
                )}
              </FileButton>
              {siteOperations.length > 0 && (
                <Button variant="default" size="xs" loading={busy} onClick={() => take([])}>
                  {t('siteOperations.open')}
                </Button>
              )}
            </div>
            {refused && <Notice>{refused.message}</Notice>}
          </div>
        )}
      </Loaded>
    </section>
  );
}
