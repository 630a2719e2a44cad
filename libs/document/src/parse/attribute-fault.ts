import { nfc } from '../canonical/nfc.js';
import { InvalidDocument } from '../refusals.js';
import type { AttributeSpec } from '../schema/attributes.js';
import { isPlainObject, quoted } from './plain.js';

/** The first attribute that is unknown, missing or against its rule. `owner` names the block or mark. */
export function attributeFault(
  owner: string,
  specs: Readonly<Record<string, AttributeSpec>>,
  attrs: unknown,
  path: string,
): InvalidDocument | undefined {
  const given = attrs === undefined || attrs === null ? {} : attrs;
  if (!isPlainObject(given)) return new InvalidDocument(path, `The attributes of ${owner} must be an object.`);
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(specs, name));
  if (unknown !== undefined) {
    return new InvalidDocument(
      `${path}.${unknown.slice(0, 40)}`,
      `${owner} has no attribute ${quoted(unknown)}. Remove it.`,
    );
  }
  for (const [name, spec] of Object.entries(specs)) {
    if (given[name] === undefined) {
      if (spec.default !== undefined) continue;
      return new InvalidDocument(`${path}.${name}`, `${owner} needs the attribute ${name}: ${spec.rule.says}.`);
    }
    // The rule sees the text in the form in which it will be stored: composing can change its length.
    const value = typeof given[name] === 'string' ? nfc(given[name]) : given[name];
    if (!spec.rule.test(value)) {
      return new InvalidDocument(`${path}.${name}`, `${name} of ${owner} must be ${spec.rule.says}.`);
    }
  }
  return undefined;
}
