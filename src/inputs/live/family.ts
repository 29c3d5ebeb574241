import { spawnSync, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { findDescendants, isAlive, type Process } from './processes.ts';

/** A server process with everything it started. */
export class Family {
  private readonly child: ChildProcess;
  private readonly root: number;
  private readonly mark: string;
  private readonly known = new Map<number, Process>();

  /** `child` runs already; `mark` is the value of `MARK` in its environment. */
  constructor(child: ChildProcess, mark: string) {
    this.child = child;
    this.root = child.pid!;
    this.mark = mark;
    watchOver(this);
  }

  /** Remembers who is there now: when a parent ends, its children are no longer seen as its own. */
  look(): void {
    for (const found of findDescendants(this.root, this.mark)) this.known.set(found.pid, found);
  }

  signal(name: 'SIGTERM' | 'SIGKILL'): void {
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/PID', String(this.root), '/T', '/F'], { windowsHide: true, timeout: 1000 });
      return;
    }
    this.look();
    send(-this.root, name);
    for (const one of this.known.values()) if (isAlive(one)) send(one.pid, name);
  }

  /** Waits until nobody is left; false when somebody still is after that time. */
  async ended(milliseconds: number): Promise<boolean> {
    for (const until = performance.now() + milliseconds; this.someoneLives();) {
      if (performance.now() >= until) return false;
      await sleep(15);
    }
    this.look();
    return !this.someoneLives();
  }

  /** Nothing of it is left, or nothing more can be done: our own exit need not look after it. */
  release(): void {
    living.delete(this);
    if (living.size === 0) unhook();
  }

  private someoneLives(): boolean {
    return (this.child.exitCode === null && this.child.signalCode === null) || [...this.known.values()].some(isAlive);
  }
}

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone meanwhile
  }
}

/** Families to end when this process ends in whatever way it still notices; the hooks exist only while there are any. */
const living = new Set<Family>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function watchOver(family: Family): void {
  if (living.size === 0) {
    process.on('exit', endAll);
    for (const name of SIGNALS) process.on(name, passOn);
  }
  living.add(family);
}

function unhook(): void {
  process.off('exit', endAll);
  for (const name of SIGNALS) process.off(name, passOn);
}

/** `exit` also comes after an uncaught exception. */
function endAll(): void {
  for (const family of living) family.signal('SIGKILL');
}

/** Our handler took the place of the default one, so the signal is sent again when nobody else handles it. */
function passOn(name: NodeJS.Signals): void {
  endAll();
  living.clear();
  unhook();
  if (process.listenerCount(name) === 0) process.kill(process.pid, name);
}
