import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** Prisma Migrate's engine, compiled to WebAssembly: it needs no binary for this machine and no network. */
export type MigrationEngine = glue.SchemaEngine;

let loaded: Promise<void> | undefined;

// The engine guards its lock with a timer of 10 s and never clears it: it must not keep a finished process alive.
const timer = (call: () => void, ms: number) => setTimeout(call, ms).unref();

// The package's own entry imports the .wasm file as a module, which Node 20 does not do without a flag.
async function loadEngine(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/\.js$/, '_bg.wasm');
  const module = await WebAssembly.compile(await readFile(file));
  const functions = Object.entries(glue).map(([name, call]) => [name, name.includes('setTimeout') ? timer : call]);
  const imports = { './schema_engine_bg.js': Object.fromEntries(functions) as WebAssembly.ModuleImports };
  const instance = await WebAssembly.instantiate(module, imports);
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

const CHAR_OID = 18;
const TEXT_OID = 25;

/** Which columns of an answer are of the type "char", by the rows of the answer. */
const charColumns = new WeakMap<object, number[]>();

/**
 * The engine reads Postgres' catalogue, whose one-letter columns have the type "char" (OID 18). The adapter knows every
 * text type but that one and would refuse the catalogue. So they pass as text here, and are told apart below.
 */
class CatalogueClient extends pg.Client {
  override query(...args: unknown[]): never {
    const asText = (result?: pg.QueryArrayResult) => {
      const found = (result?.fields ?? []).flatMap((field, i) => (field.dataTypeID === CHAR_OID ? [i] : []));
      for (const i of found) result!.fields[i]!.dataTypeID = TEXT_OID;
      if (found.length > 0) charColumns.set(result!.rows, found);
      return result;
    };
    const ask = super.query as (...all: unknown[]) => unknown;
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      const answered = (error: unknown, result: pg.QueryArrayResult) => callback(error, asText(result));
      return ask.apply(this, [...args.slice(0, -1), answered]) as never;
    }
    const answer = ask.apply(this, args);
    return (answer instanceof Promise ? answer.then(asText) : answer) as never;
  }
}

function catalogueAdapter(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const ask = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const answer = await ask(query);
      for (const i of charColumns.get(answer.rows) ?? []) answer.columnTypes[i] = ColumnTypeEnum.Character;
      return answer;
    };
    // The adapter cuts a script at every semicolon, and so through the body of every function.
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return factory;
}

/**
 * Runs `work` with a migration engine on one database and frees it afterwards.
 *
 * @param connectionString the database to migrate
 * @param datamodels `[path, content]` of every Prisma schema file: the engine panics without one
 */
export async function withMigrationEngine<T>(
  connectionString: string,
  datamodels: [string, string][],
  work: (engine: MigrationEngine) => Promise<T>,
): Promise<T> {
  loaded ??= loadEngine();
  await loaded;
  const pool = new pg.Pool({ connectionString, Client: CatalogueClient, allowExitOnIdle: true });
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogueAdapter(pool));
  const engine = await glue.SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}
