/**
 * The number a patient calls for an ambulance, by country (ISO 3166-1 alpha-2): what a new site begins with. The clinic
 * checks it, because regions differ. Sources: ITU-T Operational Bulletin, list of national emergency numbers; the 112
 * rule of Directive (EU) 2018/1972, article 109.
 */
export const EMERGENCY_NUMBERS: Readonly<Record<string, string>> = {
  AR: '107',
  AT: '144',
  AU: '000',
  BE: '112',
  BR: '192',
  CA: '911',
  CH: '144',
  CL: '131',
  CO: '123',
  CR: '911',
  DE: '112',
  DK: '112',
  DO: '911',
  EC: '911',
  ES: '112',
  FI: '112',
  FR: '15',
  GB: '999',
  GT: '911',
  HN: '911',
  IE: '112',
  IN: '112',
  IT: '112',
  JP: '119',
  MX: '911',
  NL: '112',
  NO: '113',
  NZ: '111',
  PA: '911',
  PE: '106',
  PL: '112',
  PR: '911',
  PT: '112',
  SE: '112',
  SG: '995',
  SV: '911',
  US: '911',
  UY: '911',
  ZA: '112',
};

/** The number of a country; null where none is known. */
export function emergencyNumberOf(country: string | null | undefined): string | null {
  return EMERGENCY_NUMBERS[country ?? ''] ?? null;
}
