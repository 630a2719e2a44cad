import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// WordPress' REST interface wp/v2 as far as a channel uses it, as WordPress 6 answers: codes and statuses of errors, context
// "edit" with raw fields, statuses of posts and who may see them, addresses made unique when a post becomes public, paging,
// terms that exist already, files named by their content, custom fields that nobody declared dropped.

export interface FakePost {
  id: number;
  title: string;
  content: string;
  excerpt: string;
  slug: string;
  status: string;
  categories: number[];
  tags: number[];
  /** What the post said before each change. */
  revisions: string[];
}

interface FakeTerm {
  id: number;
  name: string;
}

interface FakeFile {
  id: number;
  slug: string;
  source_url: string;
  bytes: number;
  type: string;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Record<string, unknown>;
}

/** Does something to a request: answers it, or lets it go on. `true`: it was answered. */
type Trouble = (asked: Asked, response: ServerResponse) => boolean | Promise<boolean>;

type Role = 'editor' | 'author' | 'subscriber';

const CAPABILITIES: Readonly<Record<Role, readonly string[]>> = {
  editor: [
    'read',
    'edit_posts',
    'publish_posts',
    'edit_published_posts',
    'delete_posts',
    'upload_files',
    'manage_categories',
  ],
  author: ['read', 'edit_posts', 'publish_posts', 'edit_published_posts', 'delete_posts', 'upload_files'],
  subscriber: ['read'],
};

/** A "no" in the form of WordPress. */
class No extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly more: object = {},
  ) {
    super(message);
  }
}

const SEEN_BY_ANY = ['publish', 'future', 'draft', 'pending', 'private'];

export class FakeWordPress {
  readonly posts: FakePost[] = [];
  readonly categories: FakeTerm[] = [{ id: 1, name: 'Uncategorized' }];
  readonly tags: FakeTerm[] = [];
  readonly files: FakeFile[] = [];
  readonly asked: Asked[] = [];
  role: Role = 'editor';
  password = 'abcdEFGH1234ijklMNOP5678';
  /** Asked before a request is carried out. */
  before: Trouble = () => false;
  /** Asked when it was carried out, before the answer leaves: for answers that are lost. */
  after: Trouble = () => false;
  /** What a plug-in, or the filter for users who may not write all HTML, does to a text that is stored. */
  filter = (html: string): string => html;
  private next = 100;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** What anybody can read. */
  get live(): FakePost[] {
    return this.posts.filter(({ status }) => status === 'publish');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url!, this.url);
    const raw = Buffer.concat(chunks);
    const isJson = request.headers['content-type'] === 'application/json';
    const body = isJson ? (JSON.parse(raw.toString()) as Record<string, unknown>) : {};
    const asked: Asked = { method: request.method!, path: url.pathname, query: url.searchParams, body };
    this.asked.push(asked);
    if (await this.before(asked, response)) return;
    let status = 200;
    let said: unknown;
    const headers: Record<string, string> = {};
    try {
      const signedIn = this.signedIn(request);
      const path = /^\/wp-json\/wp\/v2\/(.+)$/.exec(url.pathname)?.[1];
      if (!path) return this.page(response, 404, 'Page not found');
      const result = this.carryOut(asked, path, signedIn, request, raw);
      ({ said } = result);
      status = result.status ?? 200;
      if (result.total !== undefined) {
        headers['x-wp-total'] = String(result.total);
        headers['x-wp-totalpages'] = String(result.pages);
      }
    } catch (error) {
      if (!(error instanceof No)) throw error;
      status = error.status;
      said = { code: error.code, message: error.message, data: { status, ...error.more } };
    }
    if (await this.after(asked, response)) return;
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
    response.end(JSON.stringify(said));
  }

  /** A page of HTML, as a theme, a maintenance plug-in or a sign-in wall sends it. */
  page(response: ServerResponse, status: number, title: string, headers: Record<string, string> = {}): void {
    response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8', ...headers });
    response.end(`<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`);
  }

  private signedIn(request: IncomingMessage): boolean {
    const header = request.headers.authorization;
    if (!header) return false;
    const [name, ...rest] = Buffer.from(header.replace(/^Basic /, ''), 'base64')
      .toString()
      .split(':');
    if (name !== 'carepress') throw new No(401, 'invalid_username', 'Unknown username. Check again.');
    // WordPress takes the spaces out of an application password.
    if (rest.join(':').replace(/\s/g, '') !== this.password) {
      throw new No(401, 'incorrect_password', 'The provided password is an invalid application password.');
    }
    return true;
  }

  private can(signedIn: boolean, capability: string): boolean {
    return signedIn && CAPABILITIES[this.role].includes(capability);
  }

  private carryOut(asked: Asked, path: string, signedIn: boolean, request: IncomingMessage, raw: Buffer): Carried {
    const { method } = asked;
    const [kind, id] = path.split('/');
    if (kind === 'users' && id === 'me') return this.me(signedIn);
    if (kind === 'media') return method === 'GET' ? this.listFiles(asked) : this.addFile(signedIn, request, raw);
    if (kind === 'categories' || kind === 'tags') {
      return method === 'GET' ? this.listTerms(asked, this[kind]) : this.addTerm(asked, this[kind], signedIn);
    }
    if (kind !== 'posts') throw new No(404, 'rest_no_route', 'No route was found matching the URL and request method.');
    if (id === undefined) return method === 'GET' ? this.listPosts(asked, signedIn) : this.addPost(asked, signedIn);
    const post = this.posts.find((it) => it.id === Number(id));
    if (!post) throw new No(404, 'rest_post_invalid_id', 'Invalid post ID.');
    if (method === 'GET') return { said: this.shown(post, asked, signedIn) };
    return method === 'DELETE' ? this.trash(post, signedIn) : this.changePost(post, asked, signedIn);
  }

  private me(signedIn: boolean): Carried {
    if (!signedIn) throw new No(401, 'rest_not_logged_in', 'You are not currently logged in.');
    return {
      said: {
        id: 7,
        name: 'Carepress',
        capabilities: Object.fromEntries(CAPABILITIES[this.role].map((it) => [it, true])),
      },
    };
  }

  private listPosts(asked: Asked, signedIn: boolean): Carried {
    const { query } = asked;
    const statuses = (query.get('status') ?? 'publish').split(',').flatMap((it) => (it === 'any' ? SEEN_BY_ANY : [it]));
    if (statuses.some((it) => it !== 'publish') && !this.can(signedIn, 'edit_posts')) {
      throw new No(400, 'rest_invalid_param', 'Invalid parameter(s): status', {
        params: { status: 'Status is forbidden.' },
      });
    }
    const search = query.get('search')?.toLowerCase();
    const include = query.get('include')?.split(',').map(Number);
    const found = this.posts.filter(
      (post) =>
        statuses.includes(post.status) &&
        (!include || include.includes(post.id)) &&
        (!query.get('slug') || post.slug === query.get('slug')) &&
        (!search || [post.title, post.content, post.excerpt].some((text) => text.toLowerCase().includes(search))),
    );
    if (query.get('order') !== 'asc') found.reverse();
    return this.paged(asked, found, (post) => this.shown(post, asked, signedIn));
  }

  private addPost({ body }: Asked, signedIn: boolean): Carried {
    if (!this.can(signedIn, 'edit_posts')) {
      throw new No(
        signedIn ? 403 : 401,
        'rest_cannot_create',
        'Sorry, you are not allowed to create posts as this user.',
      );
    }
    if (body.id !== undefined) throw new No(400, 'rest_post_exists', 'Cannot create existing post.');
    this.next += 1;
    const empty = {
      title: '',
      content: '',
      excerpt: '',
      slug: '',
      status: 'draft',
      categories: [1],
      tags: [],
      revisions: [],
    };
    const post: FakePost = { id: this.next, ...empty };
    this.posts.push(post);
    this.write(post, body, signedIn);
    return { said: this.edited(post), status: 201 };
  }

  private changePost(post: FakePost, { body }: Asked, signedIn: boolean): Carried {
    if (!this.can(signedIn, 'edit_published_posts')) {
      throw new No(signedIn ? 403 : 401, 'rest_cannot_edit', 'Sorry, you are not allowed to edit this post.');
    }
    post.revisions.push(post.content);
    this.write(post, body, signedIn);
    return { said: this.edited(post) };
  }

  private write(post: FakePost, body: Record<string, unknown>, signedIn: boolean): void {
    if (body.status === 'publish' && !this.can(signedIn, 'publish_posts')) {
      throw new No(403, 'rest_cannot_publish', 'Sorry, you are not allowed to publish posts in this post type.');
    }
    for (const field of ['title', 'content', 'excerpt'] as const) {
      if (body[field] !== undefined) post[field] = this.filter(String(body[field]));
    }
    for (const field of ['categories', 'tags'] as const) if (body[field]) post[field] = body[field] as number[];
    if (body.slug !== undefined) post.slug = String(body.slug).toLowerCase();
    if (body.status !== undefined) post.status = String(body.status);
    // A draft may have the address of another post; whatever becomes public gets one of its own.
    if (post.status !== 'publish') return;
    const taken = (slug: string) => this.posts.some((it) => it !== post && it.slug === slug && it.status !== 'draft');
    const wanted = post.slug || `post-${post.id}`;
    post.slug = wanted;
    for (let n = 2; taken(post.slug); n += 1) post.slug = `${wanted}-${n}`;
  }

  private trash(post: FakePost, signedIn: boolean): Carried {
    if (!this.can(signedIn, 'delete_posts')) {
      throw new No(403, 'rest_cannot_delete', 'Sorry, you are not allowed to delete this post.');
    }
    if (post.status === 'trash') throw new No(410, 'rest_already_trashed', 'The post has already been deleted.');
    post.status = 'trash';
    post.slug = `${post.slug}__trashed`;
    return { said: this.edited(post) };
  }

  private shown(post: FakePost, { query }: Asked, signedIn: boolean): unknown {
    if (query.get('context') === 'edit') {
      if (!this.can(signedIn, 'edit_posts')) {
        throw new No(signedIn ? 403 : 401, 'rest_forbidden_context', 'Sorry, you are not allowed to edit this post.');
      }
      return this.edited(post);
    }
    if (post.status !== 'publish') throw new No(401, 'rest_forbidden', 'Sorry, you are not allowed to do that.');
    const { id, title, content, excerpt, ...rest } = this.edited(post);
    const rendered = ({ rendered: html }: { rendered: string }) => ({ rendered: html });
    return { id, ...rest, title: rendered(title), content: rendered(content), excerpt: rendered(excerpt) };
  }

  private edited({ id, title, content, excerpt, slug, status, categories, tags }: FakePost) {
    const link = status === 'publish' ? `${this.url}/${slug}/` : `${this.url}/?p=${id}`;
    const both = (text: string) => ({ raw: text, rendered: text });
    const texts = { title: both(title), content: both(content), excerpt: both(excerpt) };
    return { id, slug, status, link, ...texts, categories, tags, meta: [] };
  }

  private listTerms(asked: Asked, terms: FakeTerm[]): Carried {
    const search = asked.query.get('search')?.toLowerCase() ?? '';
    const found = terms.filter(({ name }) => name.toLowerCase().includes(search));
    return this.paged(asked, found, ({ id, name }) => ({ id, name: name.replaceAll('&', '&amp;') }));
  }

  private addTerm({ body }: Asked, terms: FakeTerm[], signedIn: boolean): Carried {
    if (!this.can(signedIn, 'manage_categories')) {
      throw new No(403, 'rest_cannot_create', 'Sorry, you are not allowed to create terms in this taxonomy.');
    }
    const name = String(body.name);
    const there = terms.find((it) => it.name.toLowerCase() === name.toLowerCase());
    if (there) {
      throw new No(400, 'term_exists', 'A term with the name provided already exists.', { term_id: there.id });
    }
    this.next += 1;
    const term = { id: this.next, name };
    terms.push(term);
    return { said: term, status: 201 };
  }

  private listFiles(asked: Asked): Carried {
    const slug = asked.query.get('slug');
    return this.paged(asked, slug ? this.files.filter((it) => it.slug === slug) : this.files, (file) => file);
  }

  private addFile(signedIn: boolean, request: IncomingMessage, raw: Buffer): Carried {
    if (!this.can(signedIn, 'upload_files')) {
      throw new No(403, 'rest_cannot_create', 'Sorry, you are not allowed to upload media on this site.');
    }
    const name = /filename="([^"]+)"/.exec(request.headers['content-disposition'] ?? '')?.[1];
    if (!name) throw new No(400, 'rest_upload_no_content_disposition', 'No Content-Disposition supplied.');
    const type = request.headers['content-type'];
    if (!type) throw new No(400, 'rest_upload_no_content_type', 'No Content-Type supplied.');
    if (raw.length === 0) throw new No(400, 'rest_upload_no_data', 'No data supplied.');
    this.next += 1;
    const slug = name.slice(0, name.lastIndexOf('.'));
    const twice = this.files.some((it) => it.slug === slug);
    const stored = twice ? `${slug}-1${name.slice(name.lastIndexOf('.'))}` : name;
    const file = { id: this.next, slug: twice ? `${slug}-2` : slug, bytes: raw.length, type };
    this.files.push({ ...file, source_url: `${this.url}/wp-content/uploads/2026/11/${stored}` });
    return { said: this.files.at(-1), status: 201 };
  }

  private paged<T>({ query }: Asked, all: T[], shown: (it: T) => unknown): Carried {
    const size = Number(query.get('per_page') ?? 10);
    const page = Number(query.get('page') ?? 1);
    if (size < 1 || size > 100) throw new No(400, 'rest_invalid_param', 'Invalid parameter(s): per_page');
    const pages = Math.ceil(all.length / size);
    if (page > 1 && page > pages) {
      throw new No(
        400,
        'rest_post_invalid_page_number',
        'The page number requested is larger than the number of pages available.',
      );
    }
    return { said: all.slice((page - 1) * size, page * size).map(shown), total: all.length, pages };
  }
}

interface Carried {
  readonly said: unknown;
  readonly status?: number;
  readonly total?: number;
  readonly pages?: number;
}
