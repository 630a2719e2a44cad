import { t } from '../../messages/t';

/** How an upload ended. */
export type Sent =
  | { readonly ok: true; readonly id: string; readonly created: boolean }
  | { readonly ok: false; readonly why: string };

interface Answer {
  readonly created?: boolean;
  readonly asset?: { readonly id: string };
  readonly message?: string;
}

/**
 * Uploads one file to a site. `fetch` cannot tell how far it has come, so this is an XMLHttpRequest.
 *
 * @param progress called with 0 to 1
 * @returns how to stop it, and how it ended; a stopped one never ends
 */
export function sendFile(site: string, file: File, progress: (part: number) => void) {
  const call = new XMLHttpRequest();
  const done = new Promise<Sent>((resolve) => {
    call.open('POST', `/media?${new URLSearchParams({ site, fileName: file.name })}`);
    call.setRequestHeader('apollo-require-preflight', 'true');
    call.responseType = 'text';
    call.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    call.onerror = () => resolve({ ok: false, why: t('failure.away') });
    call.onload = () => resolve(sentOf(call));
    call.send(file);
  });
  return { done, stop: () => call.abort() };
}

function sentOf(call: XMLHttpRequest): Sent {
  const answer = parse(call.responseText);
  if (call.status < 300 && answer.asset) return { ok: true, id: answer.asset.id, created: answer.created === true };
  return { ok: false, why: answer.message ?? t('failure.broken') };
}

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return {};
  }
}
