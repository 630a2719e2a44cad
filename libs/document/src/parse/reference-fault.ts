import { nfc } from '../canonical/nfc.js';
import { InvalidDocument } from '../refusals.js';
import * as rule from '../schema/rules.js';
import { isPlainObject, quoted, unknownKey } from './plain.js';

const MOST_REFERENCES = 500;

const FIELDS: Readonly<Record<string, { rule: rule.Rule; required?: true }>> = {
  key: { rule: rule.key, required: true },
  kind: { rule: rule.oneOf('pmid', 'doi', 'guideline', 'web'), required: true },
  pmid: { rule: rule.pattern(/^\d{1,8}$/, 'a PubMed number of 1 to 8 digits') },
  doi: { rule: rule.pattern(/^10\.\d{4,9}\/\S{1,200}$/, 'a DOI such as 10.2519/jospt.2021.0304') },
  url: { rule: rule.webUrl },
  title: { rule: rule.text(1, 500), required: true },
  source: { rule: rule.text(1, 300) },
  year: { rule: rule.integer(1800, 2200) },
  grade: { rule: rule.text(1, 60) },
  jurisdiction: { rule: rule.text(1, 60) },
};

/** The field without which a reference of this kind cannot be looked up. */
const NEEDED: Readonly<Record<string, string>> = { pmid: 'pmid', doi: 'doi', web: 'url' };

/** The first fault in a list of references. A field that is null counts as left out. */
export function referencesFault(references: unknown): InvalidDocument | undefined {
  if (!Array.isArray(references)) return new InvalidDocument('references', 'The references must be a list.');
  if (references.length > MOST_REFERENCES) {
    return new InvalidDocument('references', `An article can have ${MOST_REFERENCES} references at most.`);
  }
  const keys = new Set<string>();
  for (const [index, reference] of references.entries()) {
    const path = `references[${index}]`;
    const fault = referenceFault(reference, path);
    if (fault) return fault;
    const { key } = reference as { key: string };
    if (keys.has(key)) {
      return new InvalidDocument(`${path}.key`, `The key ${quoted(key)} stands twice. Give each reference its own.`);
    }
    keys.add(key);
  }
  return undefined;
}

function referenceFault(reference: unknown, path: string): InvalidDocument | undefined {
  if (!isPlainObject(reference)) return new InvalidDocument(path, 'A reference must be an object.');
  const unknown = unknownKey(reference, Object.keys(FIELDS), path);
  if (unknown) return unknown;
  for (const [name, field] of Object.entries(FIELDS)) {
    const value = reference[name];
    if (value === undefined || value === null) {
      if (field.required) return new InvalidDocument(`${path}.${name}`, `A reference needs its ${name}.`);
    } else if (!field.rule.test(typeof value === 'string' ? nfc(value) : value)) {
      return new InvalidDocument(`${path}.${name}`, `${name} of a reference must be ${field.rule.says}.`);
    }
  }
  const needed = NEEDED[String(reference.kind)];
  if (!needed || typeof reference[needed] === 'string') return undefined;
  return new InvalidDocument(`${path}.${needed}`, `A reference of kind ${reference.kind} needs its ${needed}.`);
}
