import type { TermNameFragment, WhoGetsItFragment } from '../../gql/operations';
import { currentLanguage, t } from '../../messages/t';
import { languageName } from '../../parts/words';
import { termLabel } from '../library/terms/term-words';

interface Segment {
  readonly locale?: string | null;
  readonly withoutInterests: boolean;
  readonly interests: readonly TermNameFragment[];
}

interface WhoGetsItProps {
  readonly counts: WhoGetsItFragment;
  readonly segment: Segment;
  readonly site: string;
}

/** The part of the audience in words. */
export function segmentWords({ locale, interests, withoutInterests }: Segment): string {
  const language = locale ? t('segment.of', { language: languageName(locale, currentLanguage()) }) : '';
  if (interests.length === 0) return language || t('segment.everybody');
  const names = interests.map(termLabel).join(', ');
  const chosen = t(withoutInterests ? 'segment.interestsAndNone' : 'segment.interests', { names });
  return [language, chosen].filter(Boolean).join(' ');
}

/** How many get it, and of everybody else how many for which reason. */
export function WhoGetsIt({ counts: { subscribers, willGet, excluded }, segment, site }: WhoGetsItProps) {
  const out = excluded.filter(({ people }) => people > 0);
  return (
    <div>
      <p>
        <strong>{t('send.who', { count: willGet, site })}</strong> {segmentWords(segment)}
      </p>
      {out.length > 0 && (
        <>
          <p>{t('send.excluded', { count: subscribers - willGet })}</p>
          <ul>
            {out.map(({ reason, people }) => (
              <li key={reason}>{t(`excluded.${reason}`, { count: people })}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
