import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';

import { boundary } from '../../src/inputs/live/boundary.ts';
import { handedTo } from '../../src/inputs/live/handed.ts';
import { reporters } from '../../src/reporters/index.ts';
import { arrays, audit, loaded, tool } from './audits.ts';
import { commandsIn } from './commands.ts';

/** How a viewer undoes what a format does to text. */
const undone: Readonly<Record<string, (text: string) => string>> = {
  github: (text) => JSON.stringify(commandsIn(text).map(({ data, properties }) => [data, properties])),
  gitlab: (text) => JSON.stringify(JSON.parse(text)),
  junit: (text) => JSON.stringify(new XMLParser({ ignoreAttributes: false, parseTagValue: false }).parse(text)),
};

describe('a secret that a server says again', () => {
  it.each(
    ['pa%ss:w0rd,1', '100%25:a,b%2C3', '<k>&\'7"x', 'a1:b2:c3,d4,e5%', '%%%:::,,,1a'].flatMap((secret) =>
      Object.keys(undone).map((format) => [secret, format] as const),
    ),
  )('is not said: %s in %s', async (secret, format) => {
    const message = {
      server: { name: `shop ${secret}` },
      tools: [tool('a', { ...arrays(`x${secret}`), description: `A thing, with ${secret} in it.` })],
    };
    const reporter = await reporters[format as 'github' | 'gitlab' | 'junit']();
    const report = (said: typeof message): string =>
      reporter.render(audit([loaded(said)]), { root: '/repo', color: false, links: false, width: 80 });
    const clean = report(boundary(handedTo({ env: { API_TOKEN: secret } })).value(message));
    const plain = undone[format]!;
    const shown = JSON.stringify(secret).slice(1, -1);
    expect(plain(report(message))).toContain(shown);
    expect(plain(clean)).not.toContain(shown);
    expect(clean).not.toContain(secret);
  });
});
