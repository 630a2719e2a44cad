import { type Language, loadMessages, rememberLanguage } from '../messages/t';

const listeners = new Set<() => void>();

/** Calls back when the language of the interface changed; answers how to stop. */
export function listenToLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows the interface in another language now and at the next visit. */
export async function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  await loadMessages(language);
  for (const listener of listeners) listener();
}
