import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reference } from '#document';
import { request } from '../../../api/client';
import { EditorSourcesDocument } from '../../../gql/operations';
import { t } from '../../../messages/t';
import { sourceIn } from '../content/source-in';
import css from './menus.module.css';
import type { TrayProps } from './tray-props';

type Found = Omit<Reference, 'key'> & { readonly status?: string };

/** The source of the selected words: one of this text or of the library, by PMID, DOI or title; or a new one. */
export function CitationTray({ editor, draft, site, close }: TrayProps) {
  const [wanted, setWanted] = useState('');
  const [title, setTitle] = useState('');
  const { data, isPending } = useQuery({
    queryKey: ['sources', site],
    queryFn: async () => (await request(EditorSourcesDocument, { site })).references.edges.map(({ node }) => node),
  });
  const library: Found[] = (data ?? []).map(({ id: _id, ...source }) => withoutNulls(source) as Found);
  const asked = sourceIn(wanted);
  const all = [...draft.references.map(({ key: _key, ...own }): Found => own), ...library];
  const found = distinct(all)
    .filter((one) => matches(one, wanted, asked))
    .slice(0, 12);
  // Until the library has come nobody knows whether the source is in it.
  const isNew = !isPending && found.length === 0;
  const cite = ({ status: _status, ...reference }: Found) => {
    const referenceKey = draft.addReference(reference);
    editor.chain().focus().setMark('citation', { referenceKey }).run();
    close();
  };
  return (
    <>
      <form
        className={css.trayForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (found[0]) cite(found[0]);
          else if (asked && isNew && title.trim()) cite({ ...asked, title: title.trim().slice(0, 500) });
        }}
      >
        <TextInput
          label={t('cite.look')}
          description={t('cite.lookHint')}
          autoFocus
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        {asked && isNew && (
          <TextInput
            label={t('cite.title')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            required
            withAsterisk={false}
          />
        )}
        {asked && isNew && <Button type="submit">{t('cite.add')}</Button>}
        <Button
          variant="default"
          onClick={() => {
            close();
            editor.view.focus();
          }}
        >
          {t('form.cancel')}
        </Button>
      </form>
      {wanted !== '' && isNew && <p className="soft">{asked ? t('cite.unknown') : t('cite.none')}</p>}
      <ul className={css.found} aria-label={t('cite.found')}>
        {found.map((one) => (
          <li key={one.pmid ?? one.doi ?? one.url ?? one.title}>
            <button type="button" onClick={() => cite(one)}>
              {one.title}{' '}
              <span className="soft">
                {[one.source, one.year, one.pmid ? `PMID ${one.pmid}` : (one.doi ?? one.url)]
                  .filter(Boolean)
                  .join(' · ')}
                {one.status === 'RETRACTED' && ` · ${t('cite.retracted')}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function matches(one: Found, wanted: string, asked: ReturnType<typeof sourceIn>): boolean {
  if (asked?.pmid) return one.pmid === asked.pmid;
  if (asked?.doi) return one.doi?.toLowerCase() === asked.doi;
  if (asked?.url && one.url === asked.url) return true;
  const words = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const text = `${one.title} ${one.source ?? ''} ${one.year ?? ''}`.toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

function distinct(all: readonly Found[]): Found[] {
  const byName = new Map(all.map((one) => [one.pmid ?? one.doi ?? one.url ?? one.title, one]));
  return [...byName.values()];
}

function withoutNulls(source: object): object {
  return Object.fromEntries(Object.entries(source).filter(([name, value]) => value !== null && name !== '__typename'));
}
