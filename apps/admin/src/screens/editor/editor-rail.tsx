import { Tabs } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { t } from '../../messages/t';
import type { DraftPlace } from '../../parts/comments';
import rail from '../article/rail.module.css';
import type { CheckAnswer } from './checks/check-types';
import { FindingsPanel } from './checks/findings-panel';
import { OutlinePanel } from './checks/outline-panel';
import { EditorComments, useThreadMarks } from './comments/editor-comments';
import type { EditedArticle } from './queries';
import type { EditSession } from './saving/edit-session';
import css from './writing.module.css';

export type EditorTab = 'checks' | 'comments' | 'outline';

interface RailProps {
  readonly editor: Editor;
  readonly article: EditedArticle;
  readonly session: EditSession;
  readonly open: EditorTab;
  readonly setOpen: (tab: EditorTab) => void;
  /** Where a new comment is being written. */
  readonly comment: DraftPlace | undefined;
  readonly closeComment: () => void;
  readonly answer: CheckAnswer | undefined;
  readonly waived: ReadonlySet<string>;
}

/** What is known about the text that is being written, in one panel. */
export function EditorRail(props: RailProps) {
  const { editor, article, session, answer, waived, open, setOpen, comment, closeComment } = props;
  const threads = useThreadMarks(editor, session);
  const count = answer?.findings.filter(({ severity, key }) => severity !== 'note' && !waived.has(key)).length ?? 0;
  return (
    <aside className={css.rail} aria-label={t('rail.title')}>
      <Tabs value={open} onChange={(tab) => setOpen(tab as EditorTab)} keepMounted={false}>
        <Tabs.List className={rail.tabs}>
          <Tabs.Tab value="checks" className={rail.tab}>
            {t('rail.checks')}
            {count > 0 && <span className={rail.count}> {count}</span>}
          </Tabs.Tab>
          <Tabs.Tab value="comments" className={rail.tab}>
            {t('edit.comments')}
            {threads > 0 && <span className={rail.count}> {threads}</span>}
          </Tabs.Tab>
          <Tabs.Tab value="outline" className={rail.tab}>
            {t('outline.title')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="checks">
          <FindingsPanel answer={answer} waived={waived} editor={editor} />
        </Tabs.Panel>
        <Tabs.Panel value="comments">
          <EditorComments {...{ editor, article, session }} draft={comment} closeDraft={closeComment} />
        </Tabs.Panel>
        <Tabs.Panel value="outline">
          <OutlinePanel editor={editor} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
