// Preloaded into a process whose clock is wrong: CLOCK_SKEW_MS is added to every reading of it.
const skew = Number(process.env.CLOCK_SKEW_MS ?? 0);
const { now } = Date;
const Real = Date;
Date.now = () => now() + skew;
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(Real.now());
    else super(...given);
  }
};
