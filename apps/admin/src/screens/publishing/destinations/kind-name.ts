import { type MessageKey, t } from '../../../messages/t';
import { KIND_FORMS } from './destination-kinds';

/** A sentence of a table: keys of forms have no placeholders. */
export const say = (key: MessageKey): string => t(key as 'kind.webhook');

/** A kind of destination by its name; one that this page does not know yet, by its own word. */
export function kindName(kind: string): string {
  const known = KIND_FORMS[kind];
  return known ? say(known.name) : kind;
}
