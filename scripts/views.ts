// What do tool lists cost as each client renders them? Prints tokens by view, and what each rendering hides.
//   npx jiti scripts/views.ts FILE…
import { CLIENTS } from '../src/budget/clients/clients.ts';
import { clientViews, sentTokens } from '../src/budget/spending/views.ts';
import { isFailed } from '../src/inputs/input.ts';
import { loadJson } from '../src/inputs/json/load.ts';
import { segments } from '../src/model/pointer.ts';

const ENCODINGS = ['o200k_base', 'cl100k_base'] as const;
const files = process.argv.slice(2);
if (files.length === 0) throw new Error('usage: npx jiti scripts/views.ts FILE…');
for (const path of files)
  for (const loaded of await loadJson({ path }, { root: process.cwd(), signal: new AbortController().signal })) {
    if (isFailed(loaded)) throw new Error(loaded.reason);
    const { server } = loaded;
    console.log(`${server.id}: ${server.tools.length} tools`);
    const print = (id: string, tokens: readonly number[], rest = ''): void =>
      console.log(`  ${id.padEnd(18)}${tokens.map((each) => String(each).padStart(8)).join('')}  ${rest}`);
    const [o200k, cl100k] = ENCODINGS.map((encoding) => sentTokens(server.tools, encoding));
    print('model', [o200k!.model, cl100k!.model]);
    print('listing', [o200k!.listing, cl100k!.listing]);
    for (const { id, tokens, firstSearch } of clientViews(server, { encodings: ENCODINGS })) {
      const hidden = new Map<string, number>();
      for (const { pointer } of CLIENTS.find((each) => each.id === id)!.render(server.tools, { server: server.id })
        .hidden) {
        const keyword = segments(pointer).at(-1)!;
        hidden.set(keyword, (hidden.get(keyword) ?? 0) + 1);
      }
      const most = [...hidden].toSorted((a, b) => b[1] - a[1]).map(([keyword, n]) => `${keyword} ${n}`);
      const search = firstSearch ? `, first search ${firstSearch.from} to ${firstSearch.to}` : '';
      print(
        id,
        ENCODINGS.map((each) => tokens[each]!),
        `hidden: ${most.join(', ') || 'nothing'}${search}`,
      );
    }
  }
