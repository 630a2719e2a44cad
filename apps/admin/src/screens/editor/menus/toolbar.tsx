import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useRef } from 'react';
import { t } from '../../../messages/t';
import { moveBlock, removeBlock } from '../keys/block-commands';
import css from './menus.module.css';
import { tableTools } from './table-tools';
import type { TrayKind } from './tray-props';

interface ToolbarProps {
  readonly editor: Editor;
  readonly openTray: (kind: TrayKind) => void;
  readonly showKeys: () => void;
  readonly comment: () => void;
  readonly ref: React.Ref<HTMLDivElement>;
}

const KINDS = ['paragraph', 'heading2', 'heading3', 'heading4'] as const;

/** What the selection is, as far as the toolbar shows it. */
function facts({ editor }: { editor: Editor }) {
  const level = KINDS.find(
    (kind) => kind !== 'paragraph' && editor.isActive('heading', { level: Number(kind.at(-1)) }),
  );
  return {
    kind: level ?? (editor.isActive('paragraph') ? ('paragraph' as const) : undefined),
    strong: editor.isActive('strong'),
    em: editor.isActive('em'),
    link: editor.isActive('link'),
    bulletList: editor.isActive('bulletList'),
    orderedList: editor.isActive('orderedList'),
    inTable: editor.isActive('table'),
    selects: !editor.state.selection.empty,
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
  };
}

/** The tools of the text. One stop of the Tab key; the arrows go from tool to tool. */
export function Toolbar({ editor, openTray, showKeys, comment, ref }: ToolbarProps) {
  const now = useEditorState({ editor, selector: facts });
  const place = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') return editor.view.focus();
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || event.target instanceof HTMLSelectElement) return;
    const tools = [...(place.current?.querySelectorAll<HTMLElement>('button:not(:disabled), select') ?? [])];
    const at = tools.indexOf(document.activeElement as HTMLElement);
    tools[(at + step + tools.length) % tools.length]?.focus();
  };
  return (
    <div ref={ref}>
      <div ref={place} className={css.toolbar} role="toolbar" aria-label={t('tool.title')} onKeyDown={onKeyDown}>
        <select
          className={css.kind}
          aria-label={t('tool.kind')}
          value={now.kind ?? ''}
          onChange={(event) => setKind(editor, event.target.value)}
        >
          {!now.kind && <option value="">—</option>}
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`block.${kind}`)}
            </option>
          ))}
        </select>
        <Tool label={t('tool.strong')} pressed={now.strong} act={() => toggle(editor, 'strong')}>
          <strong>B</strong>
        </Tool>
        <Tool label={t('tool.em')} pressed={now.em} act={() => toggle(editor, 'em')}>
          <em>I</em>
        </Tool>
        <Tool label={t('tool.link')} pressed={now.link} act={() => openTray('link')} />
        <Tool label={t('tool.cite')} act={() => openTray('citation')} disabled={!now.selects} />
        <Tool label={t('tool.term')} act={() => openTray('term')} disabled={!now.selects} />
        <Tool label={t('tool.comment')} act={comment} />
        <span className={css.gap} />
        <Tool
          label={t('block.bulletList')}
          pressed={now.bulletList}
          act={() => editor.chain().focus().toggleList('bulletList', 'listItem').run()}
        />
        <Tool
          label={t('block.orderedList')}
          pressed={now.orderedList}
          act={() => editor.chain().focus().toggleList('orderedList', 'listItem').run()}
        />
        <Tool label={t('edit.insert')} act={() => openTray('insert')} />
        {now.inTable && <TableTools editor={editor} />}
        <span className={css.gap} />
        <Tool label={t('tool.up')} act={() => moveBlock(editor.state, -1, editor.view.dispatch)} />
        <Tool label={t('tool.down')} act={() => moveBlock(editor.state, 1, editor.view.dispatch)} />
        <Tool label={t('tool.remove')} act={() => removeBlock(editor.state, editor.view.dispatch)} />
        <span className={css.push} />
        <Tool label={t('tool.undo')} act={() => editor.chain().focus().undo().run()} disabled={!now.canUndo} />
        <Tool label={t('tool.redo')} act={() => editor.chain().focus().redo().run()} disabled={!now.canRedo} />
        <Tool label={t('frame.keys')} act={showKeys} />
      </div>
    </div>
  );
}

function TableTools({ editor }: { editor: Editor }) {
  const tools = tableTools(editor);
  return (
    <select
      className={css.kind}
      aria-label={t('block.table')}
      value=""
      onChange={(event) => tools.find(({ label }) => label === event.target.value)?.act()}
    >
      <option value="">{t('block.table')}</option>
      {tools.map(({ label }) => (
        <option key={label} value={label}>
          {t(label as 'table.addRow')}
        </option>
      ))}
    </select>
  );
}

interface ToolProps {
  readonly label: string;
  readonly act: () => void;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** A letter that stands for the words; without it the words themselves are shown. */
  readonly children?: React.ReactNode;
}

function Tool({ label, act, pressed, disabled, children }: ToolProps) {
  return (
    <button
      type="button"
      className={css.tool}
      aria-label={children ? label : undefined}
      title={children ? label : undefined}
      aria-pressed={pressed}
      disabled={disabled}
      // The selection stays in the text while a tool is pressed with the mouse.
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      {children ?? label}
    </button>
  );
}

function toggle(editor: Editor, mark: 'strong' | 'em'): void {
  editor.chain().focus().toggleMark(mark).run();
}

function setKind(editor: Editor, kind: string): void {
  const chain = editor.chain().focus();
  if (kind === 'paragraph') chain.setNode('paragraph').run();
  else if (kind) chain.setNode('heading', { level: Number(kind.at(-1)) }).run();
}
