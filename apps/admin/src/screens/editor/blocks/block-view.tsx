import { closeHistory } from '@tiptap/pm/history';
import { NodeViewContent, type NodeViewProps, NodeViewWrapper } from '@tiptap/react';
import { useRef, useState } from 'react';
import { t } from '../../../messages/t';
import { Icon } from '../../../parts/icons';
import { leaveBlock } from '../keys/block-commands';
import { BLOCK_FIELDS, type Field } from './block-fields';
import { BlockForm } from './block-form';
import css from './blocks.module.css';
import { ImageBody } from './image-body';
import { ImageFocus } from './image-focus';
import { PieceBody } from './piece-body';

/** The name of a block as people call it. */
function nameOf(block: string, attrs: Readonly<Record<string, unknown>>): string {
  if (block === 'warning') return t(attrs.kind === 'redFlags' ? 'block.redFlags' : 'block.caution');
  return t(`block.${block}` as 'block.exercise');
}

/** What a block's form says, as a reader sees it: label and value of everything that is given. */
function given(block: string, attrs: Readonly<Record<string, unknown>>): { label: string; value: string }[] {
  const shown = (BLOCK_FIELDS[block] ?? []).filter(
    ({ attr, kind }) => kind !== 'yes' && attrs[attr] !== null && attr !== 'name',
  );
  return shown.map((field) => ({ label: t(field.label as 'field.name'), value: valueWords(field, attrs[field.attr]) }));
}

function valueWords({ kind, choices }: Field, value: unknown): string {
  const choice = choices?.find(([one]) => one === value)?.[1];
  if (choice) return t(choice as 'field.none');
  return kind === 'seconds' ? t('field.seconds', { seconds: Number(value) }) : String(value);
}

/** True for a block that says nothing yet: its form is open from the start. */
function isNew(block: string, attrs: Readonly<Record<string, unknown>>): boolean {
  if (block === 'image') return attrs.alt === null && attrs.decorative !== true;
  return (BLOCK_FIELDS[block] ?? [])
    .filter(({ kind }) => kind !== 'choice')
    .every(({ attr, kind }) => kind === 'yes' || attrs[attr] === null || attr === 'name' || attr === 'url');
}

/** A block with a form: its name, its values as the reader sees them, the form on demand, and its own text. */
export function BlockView({ node, editor, getPos, updateAttributes, selected }: NodeViewProps) {
  const block = node.type.name;
  const fields = BLOCK_FIELDS[block] ?? [];
  const [isOpen, setOpen] = useState(() => node.textContent === '' && isNew(block, node.attrs));
  const canWrite = editor.isEditable;
  const field = useRef<string>(undefined);
  // Each field is a step of its own to undo, however quickly somebody goes from one to the next.
  const change = (attrs: Record<string, unknown>) => {
    const name = Object.keys(attrs).join();
    if (field.current !== name) editor.view.dispatch(closeHistory(editor.state.tr));
    field.current = name;
    updateAttributes(attrs);
  };
  const goTo = () => {
    const pos = getPos();
    if (pos !== undefined) editor.commands.setNodeSelection(pos);
  };
  return (
    <NodeViewWrapper
      className={css.block}
      data-block={block}
      data-kind={node.attrs.kind}
      data-selected={selected}
      role="group"
      aria-label={nameOf(block, node.attrs)}
    >
      <div className={css.head} contentEditable={false}>
        <span className={css.name}>{nameOf(block, node.attrs)}</span>
        {block === 'exercise' && !isOpen && <strong className={css.title}>{String(node.attrs.name)}</strong>}
        <span className={css.push} />
        {canWrite && fields.length > 0 && (
          <button type="button" className={css.small} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'block.closeForm' : 'block.openForm')}
          </button>
        )}
        {canWrite && (
          <button
            type="button"
            className={css.small}
            aria-label={t('block.remove', { name: nameOf(block, node.attrs) })}
            onClick={() => {
              goTo();
              editor.chain().focus().deleteSelection().run();
            }}
          >
            <Icon name="close" size={14} />
          </button>
        )}
      </div>
      <div contentEditable={false}>
        {(block === 'safetyBlock' || block === 'sharedExercise') && (
          <PieceBody block={block} attrs={node.attrs} take={canWrite ? updateAttributes : undefined} />
        )}
        {block === 'image' && <ImageBody attrs={node.attrs} />}
        {isOpen && canWrite && typeof node.attrs.mediaId === 'string' && <ImageFocus mediaId={node.attrs.mediaId} />}
        {isOpen && canWrite ? (
          <BlockForm
            block={block}
            attrs={node.attrs}
            change={change}
            undo={(again) => (again ? editor.commands.redo() : editor.commands.undo())}
            leave={() => {
              goTo();
              if (node.isLeaf || node.childCount === 0) leaveBlock(editor.state, editor.view.dispatch);
              else editor.commands.setTextSelection((getPos() ?? 0) + 2);
              editor.view.focus();
            }}
          />
        ) : (
          <Values block={block} attrs={node.attrs} />
        )}
      </div>
      {!node.isLeaf && <NodeViewContent className={css.content} />}
    </NodeViewWrapper>
  );
}

function Values({ block, attrs }: { block: string; attrs: Readonly<Record<string, unknown>> }) {
  const values = given(block, attrs);
  if (values.length === 0) return null;
  return (
    <dl className={css.values}>
      {values.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
