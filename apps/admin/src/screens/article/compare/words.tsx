import type { WordChange } from '#document';
import { t } from '../../../messages/t';

/** Words with what was removed and what is new; a screen reader is told which. */
export function Words({ words }: { words: readonly WordChange[] }) {
  let at = 0;
  return words.map(({ op, text }) => {
    const key = `${at} ${op}`;
    at += text.length;
    if (op === 'same' || text === '') return <span key={key}>{text}</span>;
    const Tag = op === 'removed' ? 'del' : 'ins';
    const word = op === 'removed' ? t('compare.removed') : t('compare.inserted');
    return (
      <Tag key={key}>
        <span className="hidden-visually">{word}: </span>
        {text}
      </Tag>
    );
  });
}
