import { itemKey, type Item } from '../model/address.ts';
import type { CodeFacts } from '../model/code.ts';
import type { Tool } from '../model/server.ts';

/** Where its source was read: what it calls, starts and keeps. */
export function whyBySource({ address }: Item<Tool>, code: CodeFacts | undefined): string | undefined {
  if (!code) return undefined;
  const key = itemKey(address);
  const isOf = ({ tools }: { readonly tools: readonly (typeof address)[] }): boolean =>
    tools.some((each) => itemKey(each) === key);
  const call = code.outbound.facts.find(
    (fact) =>
      isOf(fact) && !/\bheaders\.\w+$/.test(fact.callee) && (fact.method === 'write' || STARTS.test(fact.client)),
  );
  if (call)
    return `its source ${STARTS.test(call.client) ? 'starts a program' : 'makes a call that changes something'}: \`${call.callee}\``;
  const guard = code.failures.facts
    .filter(isOf)
    .flatMap(({ guards }) => guards)
    .find((callee) => TOUCHES.test(callee));
  if (guard !== undefined) return `its source writes a file or starts a program: \`${guard}\``;
  const state = code.state.facts.find((fact) => isOf(fact) && fact.what !== 'cache');
  return state && `its source changes what the server keeps: \`${state.name}\``;
}

/** What is seen of files and programs: the calls that a `catch` guards. */
const TOUCHES =
  /(?:^|\.)(?:writeFile|appendFile|unlink|rm|rmdir|rename|truncate|copyFile|cp|symlink|execFile|spawn|execa|execAsync|execCommand)(?:Sync)?$|^exec(?:Sync)?$/;
const STARTS = /child_process|execa|cross-spawn|^zx$|tinyexec/;
