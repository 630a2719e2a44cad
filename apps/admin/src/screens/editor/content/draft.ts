import type { Editor } from '@tiptap/core';
import { Node } from '@tiptap/pm/model';
import { type ArticleContent, type DocumentNode, fromProseMirror, type Reference } from '#document';
import { citedKeys } from './cited-keys';
import { replaceChanged } from './replace-changed';

/** The fields above the body. */
export type HeadField = 'title' | 'summary';

/**
 * The text that is being written: its head, its body in the editor, and its sources. The one place that says what the
 * text is now, for saving, checking and commenting alike.
 */
export class Draft {
  private editor: Editor | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly first: ReadonlySet<string>;
  private held: ArticleContent;

  constructor(content: ArticleContent) {
    this.held = content;
    this.first = new Set(content.references.map(({ key }) => key));
  }

  /** The body is written in this editor from now on. */
  attach(editor: Editor): void {
    this.editor = editor;
  }

  get title(): string {
    return this.held.title;
  }

  get summary(): string {
    return this.held.summary;
  }

  get references(): readonly Reference[] {
    return this.held.references;
  }

  /** Called after every change, whoever made it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get locale(): string {
    return this.held.locale;
  }

  /**
   * The content as it stands now, around the given body or the one in the editor. A source that was added here and is
   * cited nowhere any more stays out of it.
   */
  content(body?: DocumentNode): ArticleContent {
    const document = body ?? (this.editor ? fromProseMirror(this.editor.state.doc) : this.held.document);
    const cited = citedKeys(document);
    const references = this.held.references.filter(({ key }) => this.first.has(key) || cited.has(key));
    return { ...this.held, document, references };
  }

  setHead(field: HeadField, value: string): void {
    this.held = { ...this.held, [field]: value };
    this.tell();
  }

  /** Adds a source, or answers the key of the one that is the same. */
  addReference(reference: Omit<Reference, 'key'>): string {
    const same = this.held.references.find(
      (one) => (one.pmid && one.pmid === reference.pmid) || (one.doi && one.doi === reference.doi),
    );
    if (same) return same.key;
    const key = freeKey(reference, new Set(this.held.references.map((one) => one.key)));
    this.held = { ...this.held, references: [...this.held.references, { ...reference, key }] };
    this.tell();
    return key;
  }

  /** Takes words that came from elsewhere, such as a colleague's save; blocks that did not change stay untouched. */
  adopt(content: ArticleContent): void {
    this.held = content;
    const { editor } = this;
    if (editor) {
      const next = Node.fromJSON(editor.schema, content.document);
      const transaction = replaceChanged(editor.state.tr, next);
      // Undo takes back what this person did, and never what a colleague saved.
      if (transaction.docChanged) editor.view.dispatch(transaction.setMeta('addToHistory', false));
    }
    this.tell();
  }

  /** Something in the body changed. */
  tell(): void {
    for (const listener of this.listeners) listener();
  }
}

function freeKey({ pmid, doi, title, year }: Omit<Reference, 'key'>, taken: ReadonlySet<string>): string {
  const words = title.toLowerCase().match(/[a-z0-9]{4,}/g)?.[0] ?? 'source';
  const base = pmid ? `pmid-${pmid}` : doi ? `${words}-${year ?? 'doi'}`.slice(0, 40) : `${words}-${year ?? 'web'}`;
  let key = base;
  for (let count = 2; taken.has(key); count += 1) key = `${base}-${count}`;
  return key;
}
