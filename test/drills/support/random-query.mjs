import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

const pick = (random, list) => list[Math.floor(random() * list.length)];

/**
 * Operations made up from a schema: random fields to a random depth, with arguments from what a curious caller might try.
 *
 * @param values texts by the name of an argument; `any` for all others. `places` are arguments that belong together, such
 *   as a slug with its site: most operations ask for one of them, so that there is something to be answered
 */
export function randomQueries(schema, random, { places = [], ...values }) {
  let place = {};
  const text = (name) => JSON.stringify(place[name] ?? pick(random, values[name] ?? values.any));

  function literal(name, given) {
    const type = getNullableType(given);
    if (isListType(type)) return `[${literal(name, type.ofType)}]`;
    if (isInputObjectType(type)) {
      const wanted = Object.values(type.getFields()).filter((it) => isNonNullType(it.type) || random() < 0.4);
      return `{ ${wanted.map((it) => `${it.name}: ${literal(it.name, it.type)}`).join(' ')} }`;
    }
    if (isEnumType(type)) return pick(random, type.getValues()).name;
    if (type.name === 'Int') return String(pick(random, [1, 2, 3, 5, 10, 100]));
    if (type.name === 'Boolean') return String(random() < 0.5);
    if (type.name === 'DateTime') return JSON.stringify(pick(random, ['2000-01-01T00:00:00Z', '2030-06-01T12:00:00Z']));
    return text(name);
  }

  function argumentsOf(field) {
    const wanted = field.args.filter(
      (arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined) || random() < 0.4,
    );
    const written = wanted.map((arg) => `${arg.name}: ${literal(arg.name, arg.type)}`);
    return written.length > 0 ? `(${written.join(', ')})` : '';
  }

  function selection(type, depth) {
    if (isAbstractType(type)) {
      const types = schema.getPossibleTypes(type);
      // A few of many kinds at a time, or every operation that asks for them would be too long.
      const possible =
        types.length > 8 ? new Set([pick(random, types), pick(random, types), pick(random, types)]) : types;
      const parts = [...possible].map((it) => `... on ${it.name} ${selection(it, depth - 1)}`);
      return `{ __typename ${parts.join(' ')} }`;
    }
    const fields = Object.values(type.getFields());
    const leaves = fields
      .filter((it) => isLeafType(getNamedType(it.type)) && random() < 0.7)
      .map((it) => it.name + argumentsOf(it));
    const deeper = depth <= 0 ? [] : fields.filter((it) => isCompositeType(getNamedType(it.type)) && random() < 0.6);
    const below = deeper.map((it) => `${it.name}${argumentsOf(it)} ${selection(getNamedType(it.type), depth - 1)}`);
    return `{ __typename ${[...leaves, ...below].join(' ')} }`;
  }

  return () => {
    place = places.length > 0 && random() < 0.7 ? pick(random, places) : {};
    const field = pick(random, Object.values(schema.getQueryType().getFields()));
    const inner = isCompositeType(getNamedType(field.type)) ? ` ${selection(getNamedType(field.type), 5)}` : '';
    return `{ ${field.name}${argumentsOf(field)}${inner} }`;
  };
}
