// The rooms take a second to load. What "up" will need can load beside them, so nothing heavy is imported here.
import { prewarm } from './launcher/prewarm.js';

if (process.argv[2] === 'up') prewarm(process.env);
await import('./cli.js');
