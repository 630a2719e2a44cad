/** Which states may follow a state. A state without followers is final. */
export type TransitionTable<S extends string> = Readonly<Record<S, readonly S[]>>;

/** A state machine as a table: read it, and you know every move there is. */
export interface Transitions<S extends string> {
  readonly initial: S;
  readonly states: readonly S[];
  /** True when `to` may follow `from`. */
  allows(from: S, to: S): boolean;
  /** The states from which `to` can be reached in one move: the old states for the `where` of an update. */
  sourcesOf(to: S): S[];
  isFinal(state: S): boolean;
}

/**
 * Builds a state machine and checks its table, so that a typing error stops the process at start and not an article
 * on its way: every target must be a state, and every state must be reachable from the initial one.
 */
export function transitions<S extends string>(initial: NoInfer<S>, table: TransitionTable<S>): Transitions<S> {
  const states = Object.keys(table) as S[];
  if (!states.includes(initial)) throw new Error(`The initial state ${initial} is not in the table.`);
  const reached = new Set<S>([initial]);
  const queue: S[] = [initial];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    for (const target of table[state]) {
      if (!states.includes(target)) throw new Error(`${state} leads to ${target}, which is not in the table.`);
      if (!reached.has(target)) queue.push(target);
      reached.add(target);
    }
  }
  const lost = states.filter((state) => !reached.has(state));
  if (lost.length > 0) throw new Error(`Nothing leads to ${lost.join(', ')}.`);
  return {
    initial,
    states,
    allows: (from, to) => table[from].includes(to),
    sourcesOf: (to) => states.filter((from) => table[from].includes(to)),
    isFinal: (state) => table[state].length === 0,
  };
}
