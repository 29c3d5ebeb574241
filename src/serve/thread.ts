// The thread in which `mcp-audit serve` audits: what takes long, or never ends, ends with the thread and not with the session.
import { parentPort, workerData } from 'node:worker_threads';

import { rules } from '../../rules/index.ts';
import { configTargets } from '../cli/targets.ts';
import { noConfig } from '../config/config.ts';
import { Refusal } from './answer.ts';
import type { Answer, Order, Start } from './desk.ts';
import { targetName, type Room } from './room.ts';
import { work } from './work.ts';

const { root, config, live } = workerData as Start;
const targets = configTargets(config.targets ?? [], { headers: {}, env: {} }, root);
const room: Room = {
  root,
  live,
  read: { ...noConfig(rules), config },
  targets: new Map(targets.map((target) => [targetName(target), target])),
};

let stop = new AbortController();
parentPort!.on('message', (order: Order) => {
  if (order === 'stop') return stop.abort();
  stop = new AbortController();
  work(order, room, stop.signal).then(
    (result) => send({ result }),
    (error: unknown) => {
      if (error instanceof Refusal)
        send({ refused: { code: error.code, message: error.message, nextStep: error.nextStep } });
      else send({ failed: error instanceof Error ? error.message : String(error) });
    },
  );
});

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
const send = (answer: Answer): void => parentPort!.postMessage(answer);
