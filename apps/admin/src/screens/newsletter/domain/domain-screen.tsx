import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../api/client';
import type { Site } from '../../../api/session';
import {
  CheckSenderDomainDocument,
  SenderDomainDocument,
  type SenderDomainPartsFragment,
} from '../../../gql/operations';
import { t } from '../../../messages/t';
import { writeDate } from '../../../parts/dates';
import { Empty } from '../../../parts/empty';
import form from '../../../parts/form.module.css';
import { Loaded } from '../../../parts/loaded';
import { Notice } from '../../../parts/notice';
import { SiteField, useMay, useOneSite } from '../../../parts/one-site';
import { PUBLISHERS } from '../../../parts/roles';
import { Card, Screen } from '../../../parts/screen';
import { SubmitForm } from '../../../parts/submit-form';
import { useDecision } from '../../../parts/use-decision';
import { NewsletterNav } from '../newsletter-nav';
import css from './domain.module.css';
import { FindingRow } from './finding-row';

/** What mailboxes find when they look at the domain that a site's newsletter comes from. */
export function DomainScreen() {
  const site = useOneSite();
  return (
    <Screen title={t('senderDomain.title')} about={t('senderDomain.about')}>
      <NewsletterNav />
      <div className={form.filters}>
        <SiteField />
      </div>
      {site && <Parts key={site.slug} site={site} />}
    </Screen>
  );
}

function Parts({ site }: { site: Site }) {
  const answer = useQuery({
    queryKey: ['senderDomain', site.slug],
    queryFn: () => request(SenderDomainDocument, { site: site.slug }),
  });
  return (
    <Loaded answer={answer} rows={5}>
      {({ senderDomain }) =>
        senderDomain ? (
          <Found site={site} found={senderDomain} />
        ) : (
          <Empty title={t('newsletter.mayNot')}>
            <p>{t('newsletter.mayNotWhy')}</p>
          </Empty>
        )
      }
    </Loaded>
  );
}

function Found({ site, found }: { site: Site; found: SenderDomainPartsFragment }) {
  const may = useMay(PUBLISHERS, site.slug);
  return (
    <div className={form.stack}>
      <Standing found={found} />
      {may && <CheckForm site={site.slug} found={found} />}
      <Card
        title={found.domain}
        aside={
          <span className="soft">
            {found.checkedAt
              ? t('senderDomain.checked', { date: writeDate(found.checkedAt, 'full', site.timeZone) })
              : t('senderDomain.never')}
          </span>
        }
      >
        {found.findings.length === 0 ? (
          <p className={form.pad}>{t('senderDomain.neverWhy')}</p>
        ) : (
          <ul className={css.findings}>
            {found.findings.map((finding) => (
              <FindingRow key={finding.code} finding={finding} />
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

/** What it means for the next issue. */
function Standing({ found: { required, ready, passedAt, checkedAt } }: { found: SenderDomainPartsFragment }) {
  if (!required) return <Notice tone="due">{t('senderDomain.off')}</Notice>;
  if (ready) return <Notice tone="good">{t('senderDomain.ready')}</Notice>;
  if (passedAt) return <Notice tone="due">{t('senderDomain.failing')}</Notice>;
  return checkedAt ? <Notice>{t('senderDomain.stops')}</Notice> : null;
}

function CheckForm({ site, found }: { site: string; found: SenderDomainPartsFragment }) {
  const [selector, setSelector] = useState(found.dkimSelector ?? '');
  const { take, busy, refused } = useDecision(() =>
    request(CheckSenderDomainDocument, { input: { site, dkimSelector: selector.trim() } }),
  );
  return (
    <SubmitForm submit={t('senderDomain.check')} busy={busy} take={() => take(undefined)}>
      <TextInput
        label={t('senderDomain.selector')}
        description={t('senderDomain.selectorHint')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={selector}
        error={refused?.message}
        onChange={(event) => setSelector(event.currentTarget.value)}
      />
    </SubmitForm>
  );
}
