import type { Spot } from '../syntax.ts';
import type { Value } from '../values.ts';

/** The program threw. Carried as a host exception through the machine; a `catch` of the program takes it. */
export class Thrown {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
}

/** The program ended itself: `process.exit()`. */
export class Exited {
  readonly signal = 'exit';
}

/** The program stays where it is: a loop that nothing ends. */
export class Endless extends Exited {
  readonly spot: Spot;
  constructor(spot: Spot) {
    super();
    this.spot = spot;
  }
}

/** The work one task may take is spent. */
export class Exhausted {
  readonly signal = 'exhausted';
}
