/** Something is asked of a server that was kept which was not asked when it was read: it has to be read again. */
export class CacheMiss extends Error {
  constructor() {
    super('not in the cache');
    this.name = 'CacheMiss';
  }
}
