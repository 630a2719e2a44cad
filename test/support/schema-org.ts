import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import jsonld from 'jsonld';

const SCHEMA = 'http://schema.org/';
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const XSD = 'http://www.w3.org/2001/XMLSchema#';

/** One statement of a graph, as RDF has it. */
export interface Statement {
  readonly subject: { readonly value: string };
  readonly predicate: { readonly value: string };
  readonly object: {
    readonly termType: string;
    readonly value: string;
    readonly datatype?: { readonly value: string };
  };
}

interface Processor {
  toRDF(data: unknown, options: object): Promise<Statement[]>;
}

/** Of the file of the vocabulary, what is said of terms by other terms: sentences in words are passed over. */
function triplesIn(quads: string): { subject: string; predicate: string; object: string }[] {
  const lines = quads.matchAll(/^<([^>]+)> <([^>]+)> <([^>]+)> <[^>]+> \.$/gm);
  return [...lines]
    .map(([, subject, predicate, object]) => ({ subject: subject!, predicate: predicate!, object: object! }))
    .filter(({ subject }) => subject.startsWith(SCHEMA));
}

interface Property {
  readonly domains: Set<string>;
  readonly ranges: Set<string>;
}

/** The terms of schema.org, from the file that its publishers give out. */
class Vocabulary {
  readonly properties = new Map<string, Property>();
  private readonly parents = new Map<string, Set<string>>();

  constructor(quads: string) {
    const triples = triplesIn(quads);
    const all = (predicate: string) => triples.filter((it) => it.predicate === predicate);
    for (const { subject, object } of all(RDF_TYPE)) {
      if (object.endsWith('rdf-schema#Class')) this.parents.set(subject, new Set());
      if (object.endsWith('#Property')) this.properties.set(subject, { domains: new Set(), ranges: new Set() });
    }
    for (const { subject, object } of all('http://www.w3.org/2000/01/rdf-schema#subClassOf')) {
      this.parents.get(subject)?.add(object);
    }
    for (const { subject, object } of all(`${SCHEMA}domainIncludes`)) this.properties.get(subject)?.domains.add(object);
    for (const { subject, object } of all(`${SCHEMA}rangeIncludes`)) this.properties.get(subject)?.ranges.add(object);
  }

  isClass(type: string): boolean {
    return this.parents.has(type);
  }

  isA(type: string, wanted: ReadonlySet<string>): boolean {
    return wanted.has(type) || [...(this.parents.get(type) ?? [])].some((parent) => this.isA(parent, wanted));
  }

  /**
   * The context that stands for `https://schema.org`: every term by its name, an address where an address is expected, a
   * date where a date is. There is no rule for other names, so that one which is no term is a fault and not a new term.
   */
  context(): object {
    const short = (name: string) => name.slice(SCHEMA.length);
    const types = [...this.parents.keys()].map((type) => [short(type), type]);
    const properties = [...this.properties].map(([name, { ranges }]) => {
      const wants = (type: string) => ranges.has(SCHEMA + type);
      const date = ['Date', 'DateTime'].find(wants);
      if (wants('URL')) return [short(name), { '@id': name, '@type': '@id' }];
      return [short(name), date ? { '@id': name, '@type': SCHEMA + date } : name];
    });
    return { '@context': Object.fromEntries([...types, ...properties]) };
  }
}

let known: Vocabulary | undefined;

function vocabulary(): Vocabulary {
  const file = createRequire(import.meta.url).resolve('@vocabulary/schema/schema.nq');
  known ??= new Vocabulary(readFileSync(file, 'utf8'));
  return known;
}

/** ISO 8601: a year, a month, a day or an instant with its zone. */
const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/;

const NUMBERS = new Set([`${XSD}integer`, `${XSD}double`]);

function faultOfText({ object, predicate }: Statement, ranges: ReadonlySet<string>): string | null {
  const accepts = (...types: string[]) => types.some((type) => ranges.has(SCHEMA + type));
  const what = `${predicate.value} "${object.value}"`;
  const datatype = object.datatype?.value ?? '';
  if (accepts('Date', 'DateTime')) return DATE.test(object.value) ? null : `${what} is no date`;
  if (NUMBERS.has(datatype)) return accepts('Number', 'Integer', 'Text') ? null : `${what} is a number`;
  if (object.value.trim() === '') return `${what} is empty`;
  return accepts('Text', 'URL', 'CssSelectorType', 'XPathType') ? null : `${what} is a text`;
}

/** What a graph says that schema.org has no word or no place for. */
function faultsOf(graph: readonly Statement[]): string[] {
  const words = vocabulary();
  const types = new Map<string, string>();
  for (const { subject, predicate, object } of graph) {
    if (predicate.value === RDF_TYPE) types.set(subject.value, object.value);
  }
  return graph.flatMap((it) => {
    const { subject, predicate, object } = it;
    if (predicate.value === RDF_TYPE) return words.isClass(object.value) ? [] : [`${object.value} is no type`];
    const property = words.properties.get(predicate.value);
    if (!property) return [`${predicate.value} is no property`];
    const type = types.get(subject.value);
    if (!type) return [`${subject.value} has no type`];
    const place = words.isA(type, property.domains) ? [] : [`${predicate.value} is nothing of a ${type}`];
    if (object.termType === 'Literal') return [...place, ...[faultOfText(it, property.ranges) ?? []].flat()];
    return [...place, ...faultsOfThing(it, property.ranges, types.get(object.value))];
  });
}

/** A thing that is only named may be of any type; one with a type has to be of an expected one. */
function faultsOfThing(
  { object, predicate }: Statement,
  ranges: ReadonlySet<string>,
  type: string | undefined,
): string[] {
  if (object.termType === 'NamedNode' && !URL.canParse(object.value)) return [`${object.value} is no address`];
  const isAddress = object.termType === 'NamedNode' && ranges.has(`${SCHEMA}URL`);
  if (isAddress || !type || vocabulary().isA(type, ranges)) return [];
  return [`${predicate.value} expects no ${type}`];
}

/**
 * JSON-LD as a processor that is not ours reads it: expanded and made into RDF in its strict mode, in which nothing is
 * dropped silently, then held against the vocabulary. Nothing is fetched.
 */
export async function readStructuredData(block: unknown): Promise<{ graph: Statement[]; faults: string[] }> {
  const documentLoader = async (url: string) => {
    if (!/^https?:\/\/schema\.org\/?$/.test(url)) throw new Error(`A context of somebody else: ${url}`);
    return { contextUrl: undefined, documentUrl: url, document: vocabulary().context() };
  };
  try {
    const graph = await (jsonld as unknown as Processor).toRDF(block, { documentLoader, safe: true });
    return { graph, faults: faultsOf(graph) };
  } catch (error) {
    const { message, details } = error as Error & { details?: { event?: { message?: string }; cause?: Error } };
    return { graph: [], faults: [details?.event?.message ?? details?.cause?.message ?? message] };
  }
}

/** What a graph says of a property, whoever it is said of. */
export function saidOf(graph: readonly Statement[], property: string): string[] {
  return graph.filter(({ predicate }) => predicate.value === SCHEMA + property).map(({ object }) => object.value);
}

/** The types in a graph, by their short names. */
export function typesIn(graph: readonly Statement[]): string[] {
  const types = graph.filter(({ predicate }) => predicate.value === RDF_TYPE);
  return types.map(({ object }) => object.value.slice(SCHEMA.length));
}
