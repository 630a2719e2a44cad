export { spellerFor } from './speller-for.js';
