import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process and when it began, so that a pid given to another process meanwhile is not mistaken for it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly born: string;
}

/** Set in the environment of each server to a value of its own, which its descendants inherit. */
export const MARK = 'MCP_AUDIT_SERVER';

/**
 * The living descendants of `root` and, on Linux, every process that carries the mark: one that left the process group
 * and whose parent has ended is found by nothing else. Synchronous, because it also runs while this process exits.
 */
export function findDescendants(root: number, mark: string): Process[] {
  const all = listProcesses();
  const family = new Set([
    root,
    ...(process.platform === 'linux' ? all.filter(({ pid }) => isMarked(pid, mark)).map(({ pid }) => pid) : []),
  ]);
  for (let size = 0; size !== family.size;) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid) && pid !== process.pid);
}

/** True while it runs: a zombie has ended and only waits for its parent to notice. */
export function isAlive({ pid, born }: Process): boolean {
  if (process.platform === 'linux') return readProcess(pid)?.born === born;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function listProcesses(): Process[] {
  if (process.platform === 'win32') return [];
  if (process.platform === 'linux') return pids().flatMap((pid) => readProcess(pid) ?? []);
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,lstart='], { encoding: 'utf8', timeout: 1000 });
  return [...(stdout ?? '').matchAll(/^ *(\d+) +(\d+) +(.+)$/gm)].map(([, pid, parent, born]) => ({
    pid: Number(pid),
    parent: Number(parent),
    born: born!,
  }));
}

function pids(): number[] {
  try {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

/** Reads `/proc/PID/stat`: `pid (name) state ppid …`, where the name may hold blanks and parentheses; the 22nd field is the start time. */
function readProcess(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : { pid, parent: Number(fields[1]), born: fields[19]! };
  } catch {
    return undefined;
  }
}

function isMarked(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${MARK}=${mark}\0`);
  } catch {
    return false; // of another user, or gone
  }
}
