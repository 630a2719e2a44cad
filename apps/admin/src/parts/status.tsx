import type { ArticleStatus, PublicationState } from '../gql/operations';
import { type MessageKey, t } from '../messages/t';
import { Icon, type IconName } from './icons';
import css from './status.module.css';

/** What a state means to the reader of a screen: the word comes first, then the colour, then the icon. */
export type Tone = 'neutral' | 'accent' | 'due' | 'danger' | 'good';
type Look = readonly [tone: Tone, icon: IconName, word: MessageKey];

const ARTICLE: Readonly<Record<ArticleStatus, Look>> = {
  WORKING_COPY: ['neutral', 'pencil', 'status.WORKING_COPY'],
  IN_REVIEW: ['accent', 'eye', 'status.IN_REVIEW'],
  CHANGES_REQUESTED: ['due', 'back', 'status.CHANGES_REQUESTED'],
  APPROVED: ['accent', 'check', 'status.APPROVED'],
  LIVE: ['good', 'dot', 'status.LIVE'],
  LIVE_WITH_NEWER_CHANGES: ['good', 'ring', 'status.LIVE_WITH_NEWER_CHANGES'],
  OVERDUE: ['danger', 'clock', 'status.OVERDUE'],
  WITHDRAWN: ['neutral', 'off', 'status.WITHDRAWN'],
};

const PUBLICATION: Readonly<Record<PublicationState, Look>> = {
  LIVE: ['good', 'dot', 'status.LIVE'],
  REPLACED: ['neutral', 'back', 'status.REPLACED'],
  WITHDRAWN: ['neutral', 'off', 'status.WITHDRAWN'],
};

/** Every article status, in the order of an article's life. */
export const ARTICLE_STATUSES = Object.keys(ARTICLE) as ArticleStatus[];

/** The word for an article's status. */
export function statusWord(status: ArticleStatus): string {
  return t(ARTICLE[status][2] as 'status.LIVE');
}

/** A pill with a word; `icon` repeats what the word says. */
export function Pill({ tone, icon, children }: { tone: Tone; icon?: IconName; children: React.ReactNode }) {
  return (
    <span className={css.pill} data-tone={tone}>
      {icon && <Icon name={icon} size={13} />}
      {children}
    </span>
  );
}

/** The one way an article's status is shown. */
export function StatusPill({ status }: { status: ArticleStatus }) {
  const [tone, icon] = ARTICLE[status];
  return (
    <Pill tone={tone} icon={icon}>
      {statusWord(status)}
    </Pill>
  );
}

/** The one way a publication's state is shown. */
export function PublicationPill({ state }: { state: PublicationState }) {
  const [tone, icon, word] = PUBLICATION[state];
  return (
    <Pill tone={tone} icon={icon}>
      {t(word as 'status.LIVE')}
    </Pill>
  );
}
