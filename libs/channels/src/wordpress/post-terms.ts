import { parseFragment } from 'parse5';
import { expectData, type WordPressClient } from './wordpress-client.js';

interface RemoteTerm {
  readonly id: number;
  readonly name: string;
}

/** More pages of one search than this, and the name is too common to be looked for. */
const MOST_PAGES = 20;

/** Which of our words have no category or tag there, because the user may not make one. */
export interface MappedTerms {
  readonly ids: readonly number[];
  readonly missing: readonly string[];
}

/**
 * The categories or tags with these names: those that are there already, in any spelling of case, and new ones for the
 * rest.
 *
 * @throws WordPressFailure
 */
export async function remoteTerms(
  client: WordPressClient,
  kind: 'categories' | 'tags',
  names: readonly string[],
): Promise<MappedTerms> {
  const ids: number[] = [];
  const missing: string[] = [];
  for (const name of new Set(names.map((it) => it.trim()).filter(Boolean))) {
    const id = (await find(client, kind, name)) ?? (await make(client, kind, name));
    if (id === null) missing.push(name);
    else ids.push(id);
  }
  return { ids, missing };
}

async function find(client: WordPressClient, kind: string, name: string): Promise<number | null> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { search: name, per_page: '100', page: String(page), _fields: 'id,name' };
    const answer = await client.get<RemoteTerm[]>(kind, query);
    const found = expectData(answer).find((it) => plain(it.name) === plain(name));
    if (found) return found.id;
    if (!answer.ok || page >= answer.pages) return null;
  }
  return null;
}

/** Somebody else may have made it meanwhile: WordPress then says which one it is. */
async function make(client: WordPressClient, kind: string, name: string): Promise<number | null> {
  const answer = await client.post<RemoteTerm>(kind, { name }, ['term_exists', 'rest_cannot_create']);
  if (answer.ok) return answer.data.id;
  return answer.error.data?.term_id ?? null;
}

/** WordPress answers names with entities in them. */
function plain(name: string): string {
  const [text] = parseFragment(name).childNodes;
  return (text && 'value' in text ? text.value : name).trim().toLowerCase();
}
