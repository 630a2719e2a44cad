import { InvalidDocument } from '../refusals.js';
import { MARK_ATTRIBUTES } from '../schema/attributes.js';
import { attributeFault } from './attribute-fault.js';
import { isPlainObject, quoted, unknownKey } from './plain.js';

const MOST_MARKS = 16;

/** The first fault in the marks of a text or line break. Every citation must point to one of `referenceKeys`. */
export function marksFault(
  marks: unknown,
  path: string,
  referenceKeys: ReadonlySet<string>,
): InvalidDocument | undefined {
  if (marks === undefined) return undefined;
  if (!Array.isArray(marks)) return new InvalidDocument(path, 'The marks must be a list.');
  if (marks.length > MOST_MARKS) {
    return new InvalidDocument(path, `A text can carry ${MOST_MARKS} marks at most. Remove some.`);
  }
  const seen = new Map<string, string>();
  for (const [index, mark] of marks.entries()) {
    const at = `${path}[${index}]`;
    const fault = markFault(mark, at, referenceKeys);
    if (fault) return fault;
    const { type, attrs } = mark as { type: string; attrs?: unknown };
    const same = seen.get(type);
    if (type !== 'citation' && same !== undefined && same !== JSON.stringify(attrs ?? {})) {
      return new InvalidDocument(at, `A text can carry one mark ${quoted(type)} only. Remove the other.`);
    }
    seen.set(type, JSON.stringify(attrs ?? {}));
  }
  return undefined;
}

function markFault(mark: unknown, path: string, referenceKeys: ReadonlySet<string>): InvalidDocument | undefined {
  if (!isPlainObject(mark)) return new InvalidDocument(path, 'A mark must be an object with a type.');
  const { type, attrs } = mark;
  const specs = typeof type === 'string' && Object.hasOwn(MARK_ATTRIBUTES, type) ? MARK_ATTRIBUTES[type] : undefined;
  if (!specs) {
    const known = Object.keys(MARK_ATTRIBUTES).join(', ');
    return new InvalidDocument(`${path}.type`, `The mark ${quoted(type)} is unknown. Use one of ${known}.`);
  }
  const fault =
    unknownKey(mark, ['type', 'attrs'], path) ?? attributeFault(String(type), specs, attrs, `${path}.attrs`);
  if (fault) return fault;
  const key = isPlainObject(attrs) ? attrs.referenceKey : undefined;
  if (type === 'citation' && !referenceKeys.has(String(key))) {
    return new InvalidDocument(
      `${path}.attrs.referenceKey`,
      `The citation points to ${quoted(key)}, which is not among the references. Add the reference or remove the citation.`,
    );
  }
  return undefined;
}
