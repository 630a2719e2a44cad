import { type RefObject, useMemo, useState } from 'react';
import type { ArticleContent } from '#document';
import type { Site } from '../../api/session';
import { t } from '../../messages/t';
import { CommentThreads, type DraftPlace, passagesOf, showThreadPlace } from '../../parts/comments';
import type { Revision } from './queries';
import css from './rail.module.css';

interface CommentsPanelProps {
  readonly revision: Revision;
  readonly site: Site;
  readonly text: RefObject<HTMLElement | null>;
  readonly talk: Talk;
}

/** What is being said on this screen now: the place of a new thread, and the thread that was chosen in the text. */
export interface Talk {
  readonly draft: DraftPlace | undefined;
  readonly setDraft: (draft: DraftPlace | undefined) => void;
  readonly chosen: string | undefined;
}

/** What was said about the text. A new thread begins on selected words, or on a whole passage chosen from the list. */
export function CommentsPanel({ revision, site, text, talk }: CommentsPanelProps) {
  return (
    <>
      <PassageChoice revision={revision} choose={talk.setDraft} />
      <CommentThreads
        revision={revision}
        site={site}
        draft={talk.draft}
        closeDraft={() => talk.setDraft(undefined)}
        chosen={talk.chosen}
        show={(thread) => showThreadPlace(text.current, thread)}
        hint={t('comments.noneHint')}
      />
    </>
  );
}

const LONGEST = 70;

function PassageChoice({ revision, choose }: { revision: Revision; choose: (draft: DraftPlace) => void }) {
  const [key, setKey] = useState('');
  const passages = useMemo(() => passagesOf(contentOf(revision)), [revision]);
  return (
    <div className={css.part}>
      <label className={css.small}>
        {t('comments.passage')}
        <select
          className={css.passage}
          value={key}
          onChange={(event) => {
            const passage = passages.find((one) => one.key === event.target.value);
            setKey('');
            if (passage) choose(passage);
          }}
        >
          <option value="">{t('comments.choosePassage')}</option>
          {passages.map(({ key: value, quote }) => (
            <option key={value} value={value}>
              {quote.length > LONGEST ? `${quote.slice(0, LONGEST)}…` : quote}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** The words of a revision as the document room takes them. */
export function contentOf({ locale, title, summary, document, references }: Revision): ArticleContent {
  return {
    locale,
    title,
    summary,
    document: document as ArticleContent['document'],
    references: (references ?? []) as ArticleContent['references'],
  };
}
