import { CCI } from './cci.js';
import type { Instrument, InstrumentName } from './instrument.js';
import { PEMAT } from './pemat.js';
import { SAFETY } from './safety.js';

/** Every sheet there is, by name. */
export const INSTRUMENTS: Readonly<Record<InstrumentName, Instrument>> = { safety: SAFETY, pemat: PEMAT, cci: CCI };

export const INSTRUMENT_NAMES = Object.keys(INSTRUMENTS) as InstrumentName[];

export function isInstrumentName(name: string): name is InstrumentName {
  return Object.hasOwn(INSTRUMENTS, name);
}
