/** The time, as a dependency: five simulated years need a clock that can be set. */
export abstract class Clock {
  abstract now(): Date;
}

/** The clock of this machine. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands still until it is moved. For tests and drills. */
export class FixedClock extends Clock {
  constructor(private time: Date) {
    super();
  }
  now(): Date {
    return new Date(this.time);
  }
  /** Moves the clock to an instant, backwards too. */
  set(time: Date): void {
    this.time = time;
  }
  /** Moves the clock forward by milliseconds. */
  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }
}
