// A process that loads the modules of a program, waits until its settings are known, and then becomes that program.
import { pathToFileURL } from 'node:url';

const [file, warm] = process.argv.slice(2);
const stop = () => process.exit(0);
process.on('disconnect', stop);

const go = new Promise<NodeJS.ProcessEnv>((resolve) => {
  process.once('message', (message) => resolve((message as { go: NodeJS.ProcessEnv }).go));
});
// What fails to load fails again below, where the program itself can say so.
if (warm) await import(pathToFileURL(warm).href).catch(() => undefined);
Object.assign(process.env, await go);
process.off('disconnect', stop);
// The launcher may have ended in between, and a program sees only what happens after its own start.
if (!process.connected) stop();
await import(pathToFileURL(file!).href);
