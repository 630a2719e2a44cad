// What a worker needs in its first second, for a process that loads it while the database starts. Nothing here does
// anything by itself. The library of the queue is named because it is loaded with its first use otherwise.
import 'bullmq';
import './registry.js';
import './routes.js';
import './worker.js';
import './worker.module.js';
