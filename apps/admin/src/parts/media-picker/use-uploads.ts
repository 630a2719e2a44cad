import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { sendFile } from './send-file';

/** One file on its way. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  /** 0 to 1. */
  readonly part: number;
  readonly state: 'waiting' | 'sending' | 'done' | 'known' | 'failed';
  readonly why?: string;
  /** The file's id once it is in the library. */
  readonly id?: string;
}

let lastKey = 0;

/** Uploads files to a site one after the other, in order; `arrived` is called with the id of each. */
export function useUploads(site: string, arrived?: (id: string) => void) {
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const stops = useRef(new Map<number, () => void>());

  const change = (key: number, now: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...now } : one)));

  const send = async (key: number, file: File) => {
    if (!stops.current.has(key)) return;
    change(key, { state: 'sending' });
    const { done, stop } = sendFile(site, file, (part) => change(key, { part }));
    const stopped = new Promise<null>((resolve) => {
      stops.current.set(key, () => {
        stop();
        resolve(null);
      });
    });
    const sent = await Promise.race([done, stopped]);
    stops.current.delete(key);
    if (!sent) return;
    if (!sent.ok) return change(key, { state: 'failed', why: sent.why });
    change(key, { state: sent.created ? 'done' : 'known', part: 1, id: sent.id });
    await queries.invalidateQueries({ queryKey: ['media'] });
    arrived?.(sent.id);
  };

  const add = (files: Iterable<File>) => {
    for (const file of files) {
      lastKey += 1;
      const key = lastKey;
      stops.current.set(key, () => undefined);
      setUploads((all) => [...all, { key, name: file.name, part: 0, state: 'waiting' }]);
      line.current = line.current.then(() => send(key, file));
    }
  };
  const cancel = (key: number) => {
    stops.current.get(key)?.();
    stops.current.delete(key);
    setUploads((all) => all.filter((one) => one.key !== key));
  };
  const clear = () => setUploads((all) => all.filter(({ state }) => state === 'waiting' || state === 'sending'));
  return { uploads, add, cancel, clear };
}
