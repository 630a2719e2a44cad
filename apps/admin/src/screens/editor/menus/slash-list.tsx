import { useEffect, useRef, useSyncExternalStore } from 'react';
import { t } from '../../../messages/t';
import css from './menus.module.css';
import type { SlashMenu } from './slash-menu';

const ID = 'slash-menu';

/** The blocks that can be put in, at the cursor. The focus stays in the text; the keys reach the menu from there. */
export function SlashList({ menu, writingOn }: { menu: SlashMenu; writingOn: HTMLElement | undefined }) {
  const open = useSyncExternalStore(
    (listener) => menu.subscribe(listener),
    () => menu.shown,
  );
  const list = useRef<HTMLDivElement>(null);
  const chosen = open?.items[open.chosen]?.key;
  useEffect(() => {
    if (!writingOn) return;
    if (!chosen) {
      writingOn.removeAttribute('aria-activedescendant');
      writingOn.removeAttribute('aria-controls');
      return;
    }
    writingOn.setAttribute('aria-controls', ID);
    writingOn.setAttribute('aria-activedescendant', `${ID}-${chosen}`);
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, writingOn]);
  if (!open) return null;
  // Kept on the screen: near the lower edge it stands above the line.
  const height = Math.min(320, open.items.length * 40 + 12);
  const top = open.top + height > window.innerHeight ? Math.max(8, open.top - height - 36) : open.top;
  return (
    <div
      ref={list}
      id={ID}
      className={css.slash}
      role="listbox"
      aria-label={t('edit.insert')}
      style={{ left: Math.min(open.left, window.innerWidth - 268), top, maxHeight: height }}
    >
      {open.items.map((item, index) => (
        <div
          key={item.key}
          id={`${ID}-${item.key}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === open.chosen}
          className={css.option}
          onMouseDown={(event) => {
            event.preventDefault();
            menu.take(item);
          }}
        >
          {t(item.label as 'block.faq')}
        </div>
      ))}
    </div>
  );
}
