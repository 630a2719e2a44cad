export { EvidencePill, referenceLine } from './reference-line';
export { ReferencePicker } from './reference-picker';
