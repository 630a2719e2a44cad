import type { Editor } from '@tiptap/core';
import { t } from '../../../messages/t';
import { CitationTray } from './citation-tray';
import { INSERTABLE, type Insertable, insertBlock } from './insertable';
import { LinkTray, TermTray } from './mark-trays';
import css from './menus.module.css';
import { PictureTray } from './picture-tray';
import { PieceTray } from './piece-tray';
import type { TrayKind, TrayProps } from './tray-props';

/** The form that a tool opens, above the text and not over it. Escape closes it and goes back to the text. */
export function Tray({ kind, open, ...props }: TrayProps & { kind: TrayKind; open: (kind: TrayKind) => void }) {
  return (
    <section
      className={css.tray}
      aria-label={t(`tray.${kind}`)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.close();
      }}
    >
      {kind === 'link' && <LinkTray {...props} />}
      {kind === 'term' && <TermTray {...props} />}
      {kind === 'citation' && <CitationTray {...props} />}
      {(kind === 'safetyBlock' || kind === 'sharedExercise') && <PieceTray {...props} kind={kind} />}
      {kind === 'image' && <PictureTray {...props} />}
      {kind === 'insert' && <InsertTray {...props} open={open} />}
    </section>
  );
}

function InsertTray({ editor, close, open }: TrayProps & { open: (kind: TrayKind) => void }) {
  return (
    <ul className={css.found}>
      {INSERTABLE.map((item, index) => (
        <li key={item.key}>
          <button
            type="button"
            // biome-ignore lint/a11y/noAutofocus: the tool that opened this list leads here.
            autoFocus={index === 0}
            onClick={() => putIn(editor, item, open, close)}
          >
            {t(item.label as 'block.faq')}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Puts a block in, or opens the form in which it is chosen first. */
export function putIn(editor: Editor, item: Insertable, open: (kind: TrayKind) => void, close?: () => void): void {
  if (typeof item.make === 'string') open(item.make);
  else {
    close?.();
    insertBlock(editor, item.make());
  }
}
