import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DomainFindingPartsFragment, DomainState } from '../../../gql/operations';
import { refusalSentence, t } from '../../../messages/t';
import type { IconName } from '../../../parts/icons';
import { Pill, type Tone } from '../../../parts/status';
import css from './domain.module.css';

const LOOKS: Readonly<Record<DomainState, readonly [Tone, IconName]>> = {
  GOOD: ['good', 'check'],
  WARNING: ['due', 'fix'],
  MISSING: ['danger', 'stop'],
  UNKNOWN: ['neutral', 'note'],
};

const TITLES = {
  SPF: 'senderDomain.SPF',
  DKIM: 'senderDomain.DKIM',
  DMARC: 'senderDomain.DMARC',
  ALIGNMENT: 'senderDomain.ALIGNMENT',
  POSTAL_ADDRESS: 'senderDomain.POSTAL_ADDRESS',
} as const;

/** One thing that mailboxes ask for: what was found, and what to enter at the DNS provider. */
export function FindingRow({ finding }: { finding: DomainFindingPartsFragment }) {
  const { code, state, reason, sentence, name, found, enter } = finding;
  const [tone, icon] = LOOKS[state];
  const title = code in TITLES ? t(TITLES[code as keyof typeof TITLES]) : code;
  return (
    <li className={css.finding}>
      <div className={css.head}>
        <h3>{title}</h3>
        <Pill tone={tone} icon={icon}>
          {t(`senderState.${state}`)}
        </Pill>
      </div>
      <p>{refusalSentence({ code: reason, message: sentence })}</p>
      {((name && !enter) || found.length > 0) && (
        <dl className={css.facts}>
          {name && !enter && <Fact term={t('senderDomain.name')} values={[name]} />}
          {found.length > 0 && <Fact term={t('senderDomain.found')} values={found} />}
        </dl>
      )}
      {enter && name && <Entry name={name} value={enter} />}
    </li>
  );
}

function Fact({ term, values }: { term: string; values: readonly string[] }) {
  return (
    <>
      <dt>{term}</dt>
      {values.map((value) => (
        <dd key={value}>
          <code>{value}</code>
        </dd>
      ))}
    </>
  );
}

/** A record to be copied into a form of somebody else. */
function Entry({ name, value }: { name: string; value: string }) {
  return (
    <div className={css.entry}>
      <p className={css.entryTitle}>{t('senderDomain.enter')}</p>
      <Copyable label={t('senderDomain.name')} text={name} />
      <Copyable label={t('senderDomain.value')} text={value} />
    </div>
  );
}

function Copyable({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className={css.copyable}>
      <span className="soft">{label}</span>
      <code>{text}</code>
      <Button
        size="xs"
        variant="default"
        aria-label={t('senderDomain.copyWhat', { what: label })}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {t(copied ? 'senderDomain.copied' : 'senderDomain.copy')}
      </Button>
      <span role="status" className="hidden-visually">
        {copied && t('senderDomain.copied')}
      </span>
    </div>
  );
}
