import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TermKind, TermPartsFragment } from '../../gql/operations';
import { t } from '../../messages/t';
import { Icon } from '../../parts/icons';
import { allTerms } from '../library/terms/all-terms';
import { inTree, termLabel } from '../library/terms/term-words';
import css from './about.module.css';

interface TermChoiceProps {
  readonly site: string;
  readonly kind: Exclude<TermKind, 'TOPIC'>;
  readonly chosen: readonly TermPartsFragment[];
  readonly choose: (chosen: readonly TermPartsFragment[]) => void;
  readonly error?: string;
}

/** Deeper terms stand further right; a list to choose from knows no other way. */
const INDENT = '  ';

/** Several terms of one kind: those that are chosen, each with a way out, and a list to add from. */
export function TermChoice({ site, kind, chosen, choose, error }: TermChoiceProps) {
  const { data = [] } = useQuery({ queryKey: ['terms', site, kind], queryFn: () => allTerms(site, kind, undefined) });
  const ids = new Set(chosen.map(({ id }) => id));
  const offered = inTree(data.filter(({ archived }) => !archived)).filter(({ term }) => !ids.has(term.id));
  return (
    <fieldset className={css.choice}>
      <legend>{t(`terms.kind.${kind}`)}</legend>
      {chosen.length > 0 && (
        <ul className={css.chosen}>
          {chosen.map((term) => (
            <li key={term.id}>
              {termLabel(term)}
              <button
                type="button"
                aria-label={t('about.takeOff', { name: termLabel(term) })}
                onClick={() => choose(chosen.filter(({ id }) => id !== term.id))}
              >
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <NativeSelect
        aria-label={t('about.addTo', { kind: t(`terms.kind.${kind}`) })}
        value=""
        error={error}
        onChange={(event) => {
          const added = data.find(({ id }) => id === event.currentTarget.value);
          if (added) choose([...chosen, added]);
        }}
        data={[
          { value: '', label: t('about.add') },
          ...offered.map(({ term, depth }) => ({ value: term.id, label: INDENT.repeat(depth) + termLabel(term) })),
        ]}
      />
    </fieldset>
  );
}
