import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';
import { isPublicAddress } from '../domain/public-address.js';

/** Every address of a name, as the system's resolver knows them. */
@Injectable()
export class NameResolver {
  resolve(hostname: string): Promise<LookupAddress[]> {
    return lookup(hostname, { all: true, verbatim: true });
  }
}

/** The name leads to an address that we do not connect to. */
export class AddressNotPublic extends Error {
  readonly code = 'ADDRESS_NOT_PUBLIC';
}

type Done = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * A lookup for a socket that answers with public addresses only. The socket connects to exactly what was checked here,
 * so a name that leads elsewhere a moment later changes nothing. One private address among public ones refuses the
 * name: nobody honest mixes them.
 */
export function guardedLookup(resolver: NameResolver) {
  return (hostname: string, options: LookupOptions, done: Done): void => {
    resolver.resolve(hostname).then(
      (found) => {
        const refused = found.length === 0 || found.some(({ address }) => !isPublicAddress(address));
        if (refused) return done(new AddressNotPublic(`${hostname} does not lead to a public address.`), []);
        const first = found[0]!;
        return options.all ? done(null, found) : done(null, first.address, first.family);
      },
      (error) => done(error, []),
    );
  };
}
