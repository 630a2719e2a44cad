import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMe } from '../../api/session';
import { t } from '../../messages/t';
import { Icon } from '../icons';
import { Notice } from '../notice';
import type { Refused } from '../use-decision';
import { colleaguesQuery } from './comment-queries';
import css from './comments.module.css';

/** What somebody wrote, and whom it names. */
export interface Written {
  readonly text: string;
  readonly mentions: string[];
}

interface CommentFormProps {
  /** The slug of the site whose people can be named. */
  readonly site: string;
  readonly label: string;
  readonly action: string;
  readonly busy: boolean;
  readonly refused: Refused | undefined;
  readonly start?: Written;
  readonly autoFocus?: boolean;
  readonly submit: (written: Written) => void;
  /** Left out where the form always stands. */
  readonly close?: () => void;
}

/** Writes a comment and names the people who are to hear of it. */
export function CommentForm(props: CommentFormProps) {
  const { site, label, action, busy, refused, start, autoFocus, submit, close } = props;
  const [text, setText] = useState(start?.text ?? '');
  const [mentions, setMentions] = useState<readonly string[]>(start?.mentions ?? []);
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit({ text: text.trim(), mentions: [...mentions] });
      }}
      onKeyDown={(event) => event.key === 'Escape' && close?.()}
    >
      <Textarea
        label={label}
        required
        withAsterisk={false}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={5000}
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Mentions site={site} chosen={mentions} choose={setMentions} />
      {refused && <Notice>{refused.message}</Notice>}
      <div className={css.actions}>
        {close && (
          <Button variant="default" size="xs" onClick={close}>
            {t('form.cancel')}
          </Button>
        )}
        <Button type="submit" size="xs" loading={busy} disabled={text.trim() === ''}>
          {action}
        </Button>
      </div>
    </form>
  );
}

interface MentionsProps {
  readonly site: string;
  readonly chosen: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
}

/** Whom a comment names: they hear of it by e-mail. */
function Mentions({ site, chosen, choose }: MentionsProps) {
  const me = useMe();
  const { data = [] } = useQuery(colleaguesQuery(site));
  const others = data.filter(({ id }) => id !== me.id && !chosen.includes(id));
  const named = data.filter(({ id }) => chosen.includes(id));
  return (
    <div className={css.mentions}>
      {named.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={css.mention}
          aria-label={t('comments.unmention', { name })}
          onClick={() => choose(chosen.filter((one) => one !== id))}
        >
          @{name} <Icon name="close" size={12} />
        </button>
      ))}
      {others.length > 0 && (
        <select
          className={css.mentionSelect}
          aria-label={t('comments.mention')}
          value=""
          onChange={(event) => choose([...chosen, event.target.value])}
        >
          <option value="">{t('comments.mention')}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
