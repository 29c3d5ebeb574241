import { describe, expect, it } from 'vitest';

import { rules as ours } from '../../rules/index.ts';
import { readConfig } from '../../src/config/config.ts';
import { CHOICES, strictLevel, type Preset } from '../../src/config/presets.ts';
import { severitiesOf } from '../../src/engine/severity.ts';
import { inFolder } from './support.ts';

const folder = inFolder();

/** What the rules are set to, with this configuration. */
async function levels(config: object): Promise<ReadonlyMap<string, unknown>> {
  folder.write({ 'mcp-audit.config.json': JSON.stringify(config) });
  const read = await readConfig({ root: folder.root, rules: ours });
  return new Map(Object.entries(read.config.rules ?? {}));
}
const off = (all: ReadonlyMap<string, unknown>): string[] =>
  [...all].flatMap(([id, level]) => (level === 'off' ? [id] : []));
const isChosen = (preset: Preset) => CHOICES[preset]!;

describe('recommended', () => {
  it('is what holds without a configuration', async () =>
    expect(await levels({ extends: 'recommended' })).toEqual(new Map()));
});

describe('strict', () => {
  it('makes every note a warning, fails on warnings, and lowers nothing', async () => {
    const set = await levels({ extends: 'strict' });
    for (const { meta } of ours) {
      const own = severitiesOf(meta);
      const raised = own.includes('info') && !own.includes('error');
      expect([meta.id, set.get(meta.id)]).toEqual([meta.id, raised ? 'warning' : undefined]);
    }
    const { config } = await folder.read();
    expect(config.failOn).toBe('warning');
  });
  it('chooses no rules: beside one that does it is stricter about those', async () => {
    const [one, both, turned] = [
      await levels({ extends: 'security' }),
      await levels({ extends: ['security', 'strict'] }),
      await levels({ extends: ['strict', 'security'] }),
    ];
    expect(off(both)).toEqual(off(one));
    expect(turned).toEqual(both);
    expect(both.get('secret-parameter')).toBe('warning');
  });
});

describe('spec and security', () => {
  /** What each is about, as a person would name it: the rules that come to mind first. */
  it.each<[Preset, string[], string[]]>([
    [
      'spec',
      [
        'schema-root-not-object',
        'tool-name-duplicate',
        'server-info-missing',
        'pagination-cursor-null',
        'error-swallowed',
        'null-optional-field',
      ],
      [
        'description-promotional',
        'tool-name-style',
        'official-server-exists',
        'tool-usage-unstated',
        'readiness-hollow',
        'icon-data-uri-large',
      ],
    ],
    [
      'security',
      [
        'instructs-beyond-tool',
        'hidden-unicode',
        'ansi-escape',
        'secret-parameter',
        'http-origin-unchecked',
        'error-stack-leak',
        'lock-drift',
        'list-varies-by-identity',
      ],
      ['schema-root-not-object', 'tool-name-style', 'param-description-missing', 'pagination-cursor-null'],
    ],
  ])('%s', (preset, inside, outside) => {
    const chosen = ours.filter(isChosen(preset)).map(({ meta }) => meta.id);
    expect(inside.filter((id) => !chosen.includes(id))).toEqual([]);
    expect(outside.filter((id) => chosen.includes(id))).toEqual([]);
    expect(chosen.length).toBeGreaterThan(15);
    expect(chosen.length).toBeLessThan(ours.length);
  });

  it('hide no near-certain error of what they are about', () => {
    const errors = ours.filter(({ meta }) => severitiesOf(meta).includes('error'));
    const about = {
      spec: (category: string) => category !== 'safety',
      security: (category: string) => category === 'safety',
    };
    for (const preset of ['spec', 'security'] as const)
      expect(
        errors
          .filter((rule) => about[preset](rule.meta.category) && !isChosen(preset)(rule))
          .map(({ meta }) => meta.id),
        preset,
      ).toEqual([]);
  });

  it('turn off what they do not choose, and nothing else', async () => {
    for (const preset of ['spec', 'security'] as const) {
      const set = await levels({ extends: preset });
      expect([...set.keys()]).toEqual(ours.filter((rule) => !isChosen(preset)(rule)).map(({ meta }) => meta.id));
      expect(new Set(set.values())).toEqual(new Set(['off']));
    }
  });

  it('add up, in any order', async () => {
    const both = off(await levels({ extends: ['spec', 'security'] }));
    expect(both).toEqual(
      ours.filter((rule) => !isChosen('spec')(rule) && !isChosen('security')(rule)).map(({ meta }) => meta.id),
    );
    expect(off(await levels({ extends: ['security', 'spec'] }))).toEqual(both);
    expect(off(await levels({ extends: ['security', 'recommended'] }))).toEqual([]);
  });

  it('lose to a rule that is set by itself, wherever that stands', async () => {
    folder.write({ 'base.json': '{"rules": {"tool-name-style": "error"}}' });
    const set = await levels({ extends: ['./base.json', 'security'], rules: { 'tool-name-length': 'info' } });
    expect([set.get('tool-name-style'), set.get('tool-name-length')]).toEqual(['error', 'info']);
  });

  it('keep the rules on comments, which hold whatever is chosen', () => {
    const about = ours.filter(({ checks }) => checks.suppression);
    expect(about.length).toBeGreaterThan(0);
    for (const rule of about) expect([isChosen('spec')(rule), isChosen('security')(rule)]).toEqual([true, true]);
  });
});

it('no level that a preset sets is below one that a message of the rule has', () => {
  for (const rule of ours) if (strictLevel(rule)) expect(severitiesOf(rule.meta), rule.meta.id).not.toContain('error');
});
