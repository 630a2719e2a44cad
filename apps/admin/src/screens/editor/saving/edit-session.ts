import { Draft } from '../content/draft';
import type { EditedArticle } from '../queries';
import { Autosave, sameContent } from './autosave';
import { copyKey, deleteCopy, readCopy, writeCopy } from './local-copies';
import { baseOf, contentOf, saveRevision } from './save-revision';
import type { LocalCopy } from './save-types';

/** One visit of one person to one text: the draft, its saving, and the copy on this computer. */
export class EditSession {
  readonly draft: Draft;
  readonly autosave: Autosave;
  /** The last time that words of a colleague were merged in while this person wrote. */
  merged: { readonly by: string } | undefined;
  /** What an earlier visit had not saved was taken up. */
  broughtBack = false;
  private adopting = false;
  private readonly release: () => void;

  private constructor(article: EditedArticle, key: string) {
    const { newestRevision } = article;
    this.draft = new Draft(contentOf(newestRevision));
    this.autosave = new Autosave(baseOf(newestRevision), newestRevision.updatedAt, {
      content: () => this.draft.content(),
      adopt: (content, by) => {
        this.adopting = true;
        this.draft.adopt(content);
        this.adopting = false;
        if (by) this.merged = { by };
      },
      save: (base, content) => saveRevision(article.id, base, content),
      keep: (copy) => writeCopy(key, copy),
      forget: () => deleteCopy(key),
      later: (milliseconds, act) => {
        const timer = window.setTimeout(act, milliseconds);
        return () => window.clearTimeout(timer);
      },
      now: () => Date.now(),
    });
    const stopListening = this.draft.subscribe(() => {
      if (!this.adopting) this.autosave.changed();
    });
    const back = () => void this.autosave.flush();
    const away = () => {
      if (document.visibilityState === 'visible') return;
      this.autosave.keepNow();
      void this.autosave.flush();
    };
    window.addEventListener('online', back);
    window.addEventListener('pagehide', away);
    document.addEventListener('visibilitychange', away);
    this.release = () => {
      stopListening();
      window.removeEventListener('online', back);
      window.removeEventListener('pagehide', away);
      document.removeEventListener('visibilitychange', away);
    };
  }

  /** Begins a visit; what an earlier one left on this computer is taken up, merged with what was saved since. */
  static async open(article: EditedArticle, personId: string): Promise<EditSession> {
    const key = copyKey(personId, article.id, article.newestRevision.locale);
    const copy: LocalCopy | undefined = await readCopy(key);
    const session = new EditSession(article, key);
    const isNews = copy && !sameContent(copy.content, contentOf(article.newestRevision));
    if (isNews) {
      session.broughtBack = true;
      session.autosave.takeUp(copy, article.newestRevision.createdBy.name);
    }
    return session;
  }

  /** Saves what is left and ends the visit. */
  close(): void {
    this.autosave.stop();
    this.release();
  }
}
