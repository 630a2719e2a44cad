import type { ChecklistsQuery } from '../../gql/operations';
import { t } from '../../messages/t';
import css from './rail.module.css';

type Changes = NonNullable<ChecklistsQuery['reviewCase']>['clinicalChanges'];

/** What a reviewer looks at first: what the edit does to doses, red flags, claims and sources of the approved text. */
export function ClinicalChanges({ changes }: { changes: Changes }) {
  if (changes.length === 0) return null;
  return (
    <section className={css.clinical} aria-label={t('clinical.title')}>
      <h4>{t('clinical.title')}</h4>
      <p>{t('clinical.hint')}</p>
      <ul>
        {changes.map(({ kind, before, after }) => (
          <li key={`${kind} ${before} ${after}`}>
            <span className={css.clinicalKind}>{t(`clinical.${kind}`)}</span>
            {before && <del>{before}</del>}
            {after && <ins>{after}</ins>}
          </li>
        ))}
      </ul>
    </section>
  );
}
