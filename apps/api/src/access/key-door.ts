import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { type AccessState, type LiveSiteKey, SiteAccess } from '#delivery';
import { SiteKeys } from '#identity';
import { Clock } from '#kernel';
import { Access } from './access.js';

/** A process writes at most this often that a secret was used. */
const NOTED_EVERY_MS = 60_000;

const BEARER = /^bearer +(\S+) *$/i;

/** Says no for the door: the answer is on its way then. */
export interface KeyRefuser {
  refuseKey(request: IncomingMessage, response: ServerResponse): void;
}

/** The secret that a request presents; undefined for none. Other kinds of credentials are not looked at. */
function secretIn({ rawHeaders }: IncomingMessage): string | undefined {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (name.length === 13 && name.toLowerCase() === 'authorization') return BEARER.exec(rawHeaders[at + 1]!)?.[1];
  }
  return undefined;
}

/** Where programs show their key. Whoever shows one that opens nothing is turned away, and not served as the public is. */
@Injectable()
export class KeyDoor {
  private readonly shown = new WeakMap<IncomingMessage, LiveSiteKey>();
  private readonly noted = new Map<string, number>();

  constructor(
    private readonly access: SiteAccess,
    private readonly keys: SiteKeys,
    private readonly clock: Clock,
  ) {}

  /** Goes on with the key of a request, or without one. A key that opens nothing ends the request. */
  open(
    request: IncomingMessage,
    response: ServerResponse,
    refuser: KeyRefuser,
    goOn: (key: LiveSiteKey | undefined) => void,
  ): void {
    const secret = secretIn(request);
    if (secret === undefined) {
      goOn(undefined);
      return;
    }
    const look = (state: AccessState): void => {
      const key = SiteAccess.keyIn(state, secret);
      if (!key) {
        refuser.refuseKey(request, response);
        return;
      }
      this.shown.set(request, key);
      this.note(key.secretId);
      goOn(key);
    };
    const known = this.access.known();
    if (known) look(known);
    // Without the database nothing can be said of a key: what comes next says that.
    else this.access.now().then(look, () => goOn(undefined));
  }

  /** True for a request with a key that is in force. */
  isKeyed(request: IncomingMessage): boolean {
    return this.shown.has(request);
  }

  /** What a request may read. At most one statement, and most often none. */
  async accessOf(request: IncomingMessage): Promise<Access> {
    return new Access(await this.access.now(), this.shown.get(request));
  }

  private note(secretId: string): void {
    const now = this.clock.now();
    const last = this.noted.get(secretId);
    if (last !== undefined && now.getTime() - last < NOTED_EVERY_MS) return;
    this.noted.set(secretId, now.getTime());
    // Best effort: when it was last used helps to tell which secret may go, and holds up no answer.
    this.keys.noteUse(secretId, now).catch(() => this.noted.delete(secretId));
  }
}
