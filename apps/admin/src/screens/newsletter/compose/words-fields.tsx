import { Textarea, TextInput } from '@mantine/core';
import { t } from '../../../messages/t';
import type { Refused } from '../../../parts/use-decision';

/** What an issue says besides its articles. */
export interface IssueWords {
  readonly subject: string;
  readonly preheader: string;
  readonly intro: string;
}

const MOST = { subject: 150, preheader: 150, intro: 2_000 } as const;

interface WordsFieldsProps {
  readonly words: IssueWords;
  readonly onChange: (words: IssueWords) => void;
  readonly refused: Refused | undefined;
}

/** Subject, preheader and intro, each with what it is for, how much room is left, and why it was refused. */
export function WordsFields({ words, onChange, refused }: WordsFieldsProps) {
  const field = (name: keyof IssueWords) => ({
    label: t(`compose.${name}`),
    description: `${t(`compose.${name}Hint`)} ${t('compose.counted', { count: words[name].length, most: MOST[name] })}`,
    value: words[name],
    maxLength: MOST[name],
    error: refused?.field === name ? refused.message : undefined,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onChange({ ...words, [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput {...field('subject')} required withAsterisk={false} />
      <TextInput {...field('preheader')} />
      <Textarea {...field('intro')} rows={4} />
    </>
  );
}
