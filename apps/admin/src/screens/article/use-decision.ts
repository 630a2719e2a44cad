export { type Refused, useDecision } from '../../parts/use-decision';
