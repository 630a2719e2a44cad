import { POST_FIELDS, type PostText, type RemotePost } from './post-text.js';
import { expectData, type WordPressClient } from './wordpress-client.js';

/** Everything but the trash: what is in there was thrown away by somebody, and a search of everything leaves it out too. */
const SEARCHED = 'publish,future,draft,pending,private';

export interface PostFields extends PostText {
  readonly slug: string;
  readonly categories: readonly number[];
  readonly tags: readonly number[];
}

/** Finds, makes and changes posts. Each method is one call, and throws WordPressFailure. */
export class Posts {
  constructor(private readonly client: WordPressClient) {}

  /** Null when it was deleted for good. */
  async byId(id: string): Promise<RemotePost | null> {
    const query = { context: 'edit', _fields: POST_FIELDS };
    const answer = await this.client.get<RemotePost>(`posts/${id}`, query, ['rest_post_invalid_id']);
    return answer.ok ? answer.data : null;
  }

  /** Those of these posts that are there and not in the trash. At most 100. */
  async byIds(ids: readonly string[]): Promise<RemotePost[]> {
    if (ids.length === 0) return [];
    const query = { include: ids.join(','), status: SEARCHED, context: 'edit', per_page: '100', _fields: POST_FIELDS };
    return expectData(await this.client.get<RemotePost[]>('posts', query));
  }

  /** Every post with the marker in its text, the oldest first. */
  async withMarker(marker: string): Promise<RemotePost[]> {
    const query = { search: marker, status: SEARCHED, context: 'edit', per_page: '20', orderby: 'id', order: 'asc' };
    const answer = await this.client.get<RemotePost[]>('posts', { ...query, _fields: POST_FIELDS });
    // WordPress looks for it in titles and summaries too.
    return answer.ok ? answer.data.filter(({ content }) => content.raw.includes(marker)) : [];
  }

  /** Makes a draft: whatever becomes of the answer, nobody reads it. */
  makeDraft(fields: PostFields): Promise<RemotePost> {
    return this.write('posts', { ...fields, status: 'draft' });
  }

  change(id: number, fields: Partial<PostFields> & { readonly status: 'draft' | 'publish' }): Promise<RemotePost> {
    return this.write(`posts/${id}`, fields);
  }

  async throwAway(id: number): Promise<void> {
    await this.client.trash(`posts/${id}`);
  }

  private async write(path: string, fields: object): Promise<RemotePost> {
    // An answer to a change is always one for who may edit, with the text as it is stored.
    return expectData(await this.client.post<RemotePost>(path, fields));
  }
}
