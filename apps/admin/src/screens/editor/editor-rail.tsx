import { Tabs } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { useState } from 'react';
import { t } from '../../messages/t';
import rail from '../article/rail.module.css';
import type { CheckAnswer } from './checks/check-types';
import { FindingsPanel } from './checks/findings-panel';
import { OutlinePanel } from './checks/outline-panel';
import css from './writing.module.css';

interface RailProps {
  readonly editor: Editor;
  readonly answer: CheckAnswer | undefined;
  readonly waived: ReadonlySet<string>;
}

/** What is known about the text that is being written, in one panel. */
export function EditorRail({ editor, answer, waived }: RailProps) {
  const [open, setOpen] = useState<string | null>('checks');
  const count = answer?.findings.filter(({ severity, key }) => severity !== 'note' && !waived.has(key)).length ?? 0;
  return (
    <aside className={css.rail} aria-label={t('rail.title')}>
      <Tabs value={open} onChange={setOpen} keepMounted={false}>
        <Tabs.List className={rail.tabs}>
          <Tabs.Tab value="checks" className={rail.tab}>
            {t('rail.checks')}
            {count > 0 && <span className={rail.count}> {count}</span>}
          </Tabs.Tab>
          <Tabs.Tab value="outline" className={rail.tab}>
            {t('outline.title')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="checks">
          <FindingsPanel answer={answer} waived={waived} editor={editor} />
        </Tabs.Panel>
        <Tabs.Panel value="outline">
          <OutlinePanel editor={editor} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
