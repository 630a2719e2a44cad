import { useState } from 'react';
import { type MessageKey, t } from '../../../messages/t';
import { BLOCK_FIELDS, type Field, readValue, takesValue } from './block-fields';
import css from './blocks.module.css';

interface BlockFormProps {
  readonly block: string;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly change: (attrs: Record<string, unknown>) => void;
  readonly undo: (again: boolean) => void;
  readonly leave: () => void;
}

/** The form of a block, in its place in the text. A value the schema does not take stays in the form, with why. */
export function BlockForm({ block, attrs, change, undo, leave }: BlockFormProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the fields inside it bubble to here.
    <div
      className={css.form}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave();
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        const key = event.key.toLowerCase();
        if (key !== 'z' && key !== 'y') return;
        // One history for the whole text: a number in a form is undone like a word in a paragraph.
        event.preventDefault();
        undo(key === 'y' || event.shiftKey);
      }}
    >
      {(BLOCK_FIELDS[block] ?? []).map((field) => (
        <FormField
          key={field.attr}
          field={field}
          value={attrs[field.attr]}
          fits={(value) => takesValue(block, field.attr, value)}
          change={(value) => change({ [field.attr]: value })}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly field: Field;
  readonly value: unknown;
  readonly fits: (value: unknown) => boolean;
  readonly change: (value: unknown) => void;
}

function FormField({ field, value, fits, change }: FieldProps) {
  const stored = value === null || value === undefined ? '' : String(value);
  // What is typed and not taken; the stored value shows again as soon as it changes by another way.
  const [typed, setTyped] = useState<{ text: string; beside: string }>();
  const shown = typed && typed.beside === stored ? typed.text : stored;
  const isWrong = typed !== undefined && typed.beside === stored && !fits(readValue(field, typed.text));
  const label = t(field.label as 'field.name');
  const take = (text: string) => {
    const next = readValue(field, text);
    if (!fits(next)) return setTyped({ text, beside: stored });
    // Spaces at the end are kept while somebody types on; the stored value is without them.
    setTyped({ text, beside: next === null ? '' : String(next) });
    change(next);
  };
  if (field.kind === 'yes') {
    return (
      <label className={css.yes}>
        <input type="checkbox" checked={value === true} onChange={(event) => change(event.target.checked)} />
        {label}
      </label>
    );
  }
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control inside it is a component.
    <label className={css.field} data-kind={field.kind}>
      <span>{label}</span>
      <Control field={field} value={shown} take={take} isWrong={isWrong} />
      {isWrong ? (
        <em className={css.wrong} role="alert">
          {t('field.wrong')}
        </em>
      ) : (
        field.hint && <small>{t(field.hint as 'field.altHint')}</small>
      )}
    </label>
  );
}

interface ControlProps {
  readonly field: Field;
  readonly value: string;
  readonly take: (text: string) => void;
  readonly isWrong: boolean;
}

function Control({ field, value, take, isWrong }: ControlProps) {
  if (field.kind === 'choice') {
    return (
      <select value={value} onChange={(event) => take(event.target.value)}>
        {field.choices?.map(([choice, label]) => (
          <option key={choice} value={choice}>
            {t(label as MessageKey as 'field.none')}
          </option>
        ))}
      </select>
    );
  }
  const common = {
    value,
    'aria-invalid': isWrong,
    onChange: (event: { target: { value: string } }) => take(event.target.value),
  };
  if (field.kind === 'long') return <textarea rows={2} {...common} />;
  return <input type="text" inputMode={field.kind === 'seconds' ? 'numeric' : 'text'} {...common} />;
}
