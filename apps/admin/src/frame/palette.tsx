import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../api/client';
import { FindArticlesDocument } from '../gql/operations';
import { t } from '../messages/t';
import { Icon } from '../parts/icons';
import { statusWord } from '../parts/status';
import { Overlay } from './overlay';
import css from './palette.module.css';
import { type Destination, useDestinations } from './use-destinations';

/** Goes to a screen, an action or an article by its name. */
export function Palette({ close, showKeys }: { close: () => void; showKeys: () => void }) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const [search] = useDebouncedValue(words.trim(), 150);
  const { data } = useQuery({
    queryKey: ['find', search],
    queryFn: () => request(FindArticlesDocument, { search }),
    enabled: search.length > 1,
    placeholderData: keepPreviousData,
  });
  const { places, openArticle } = useDestinations(showKeys);
  const found: Destination[] =
    search.length > 1
      ? (data?.articles.edges ?? []).map(({ node }) => ({
          id: node.id,
          icon: 'articles',
          word: node.newestRevision.title || t('article.untitled'),
          about: `${statusWord(node.status)} · ${node.site.name}`,
          go: () => openArticle(node.id),
        }))
      : [];
  const matching = places.filter(({ word }) => word.toLowerCase().includes(words.trim().toLowerCase()));
  const rows = [...matching, ...found];
  const chosen = Math.min(at, rows.length - 1);
  const go = (row: Destination | undefined) => {
    if (!row) return;
    close();
    row.go();
  };
  const onKey = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step) setAt((chosen + step + rows.length) % Math.max(1, rows.length));
    if (event.key === 'Enter') go(rows[chosen]);
    if (step || event.key === 'Enter') event.preventDefault();
  };
  return (
    <Overlay label={t('palette.title')} close={close}>
      <input
        className={css.input}
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-rows"
        aria-activedescendant={rows[chosen] ? `palette-${rows[chosen].id}` : undefined}
        aria-label={t('palette.title')}
        placeholder={t('palette.placeholder')}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div id="palette-rows" role="listbox" aria-label={t('palette.title')} className={css.rows}>
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses from the input above.
          <div
            key={row.id}
            id={`palette-${row.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={css.row}
            onMouseMove={() => setAt(index)}
            onClick={() => go(row)}
          >
            <Icon name={row.icon} />
            <span className={css.word}>{row.word}</span>
            {row.about && <span className={css.about}>{row.about}</span>}
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className={css.none}>{t('palette.none', { words: words.trim() })}</p>}
    </Overlay>
  );
}
