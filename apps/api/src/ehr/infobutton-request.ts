import type { CodeSystem } from '#taxonomy';

/** The object identifiers of code systems, as HL7 registered them. */
export const SYSTEM_OIDS: Readonly<Record<CodeSystem, string>> = {
  icd10cm: '2.16.840.1.113883.6.90',
  snomedct: '2.16.840.1.113883.6.96',
  mesh: '2.16.840.1.113883.6.177',
};

/** What an electronic record asks for, in the words of the HL7 Infobutton guide (URL-based, release 4). */
export interface InfobuttonRequest {
  /** As it was given: it is echoed. */
  readonly code: string;
  readonly systemOid: string;
  /** Undefined for a system that articles have no codes of. */
  readonly system: CodeSystem | undefined;
  readonly displayName: string;
  /** Undefined means: the first language of the site. */
  readonly language: string | undefined;
  readonly recipient: 'PAT' | 'PROV';
  readonly format: 'atom' | 'json';
}

export interface InfobuttonFault {
  readonly parameter: string;
  readonly message: string;
}

const MOST_TEXT = 200;

type Given = Readonly<Record<string, unknown>>;

/** The guide lets a parameter stand several times; the first one counts. */
function first(given: Given, name: string): string {
  const value = given[name];
  const text = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' ? text.trim().slice(0, MOST_TEXT) : '';
}

/** `sp` is how MedlinePlus Connect was first asked for Spanish. */
function languageIn(given: Given): string | undefined {
  const text = first(given, 'informationRecipient.languageCode.c') || first(given, 'performer.languageCode.c');
  const language = text.toLowerCase().split(/[-_]/)[0]!;
  if (language === 'sp') return 'es';
  return /^[a-z]{2,3}$/.test(language) ? language : undefined;
}

/** Reads the parameters of a request; what is missing without which nothing can be looked up is a fault. */
export function readInfobuttonRequest(given: Given): InfobuttonRequest | InfobuttonFault {
  const code = first(given, 'mainSearchCriteria.v.c');
  const systemOid = first(given, 'mainSearchCriteria.v.cs');
  if (code === '') {
    return { parameter: 'mainSearchCriteria.v.c', message: 'Say which code is asked for, such as M54.50.' };
  }
  if (systemOid === '') {
    const message = `Say which code system the code is of by its OID, such as ${SYSTEM_OIDS.icd10cm} for ICD-10-CM.`;
    return { parameter: 'mainSearchCriteria.v.cs', message };
  }
  const known = Object.entries(SYSTEM_OIDS) as [CodeSystem, string][];
  // Some records write an OID as the URN of it (RFC 3061), which says the same.
  const bareOid = systemOid.replace(/^urn:oid:/i, '');
  return {
    code,
    systemOid,
    system: known.find(([, oid]) => oid === bareOid)?.[0],
    displayName: first(given, 'mainSearchCriteria.v.dn'),
    language: languageIn(given),
    recipient: first(given, 'informationRecipient') === 'PROV' ? 'PROV' : 'PAT',
    format: /json/i.test(first(given, 'knowledgeResponseType')) ? 'json' : 'atom',
  };
}
