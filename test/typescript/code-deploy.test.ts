import { describe, expect, it } from 'vitest';

import { codeOf } from '../../src/testing/code-of.ts';

const SERVER = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('list', { description: 'Lists the orders of the shop.' }, async () => ({ content: [] }));
await server.connect(new StdioServerTransport());
`;
type Files = Readonly<Record<string, string>>;

/** The probes as `FILE:LINE from kind path port decides` and what is shown of them. */
async function probes(files: Files): Promise<string[]> {
  const { code, loaded } = await codeOf({ 'server.ts': SERVER, ...files });
  return code.probes.facts.map(({ at, from, kind, path, port, decides }) => {
    const { file, start, end } = loaded.locate(at, 'value')!;
    const line = loaded.texts.get(file)!.split('\n')[start.line - 1]!;
    const shown = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : line.slice(start.column - 1);
    return [`${file}:${start.line}`, from, kind, path, port, decides, `[${shown}]`].filter(Boolean).join(' ');
  });
}

const image = (check: string, start = 'CMD ["node", "server.js"]', from = 'node:22'): Files => ({
  Dockerfile: `# syntax=docker/dockerfile:1\nFROM ${from}\n${check}\n${start}\n`,
});

describe('HEALTHCHECK', () => {
  it.each<[string, Files, string[]]>([
    [
      'of curl',
      image('HEALTHCHECK CMD curl -f http://localhost:3000/health || exit 1'),
      ['Dockerfile:3 docker exec /health 3000 [http://localhost:3000/health]'],
    ],
    [
      'over lines, with comments',
      image(
        'HEALTHCHECK --interval=30s \\\n  # asks itself\n  CMD ["wget", "-qO-", "http://127.0.0.1:80/ready?deep=1"]',
      ),
      ['Dockerfile:5 docker exec /ready 80 [http://127.0.0.1:80/ready?deep=1]'],
    ],
    [
      'of node',
      image(
        `HEALTHCHECK CMD node -e "require('http').get('http://localhost:'+(process.env.PORT||3000)+'/live', r => process.exit(r.statusCode === 200 ? 0 : 1))"`,
      ),
      ["Dockerfile:3 docker exec /live [http://localhost:'+(process.env.PORT||3000)+'/live]"],
    ],
    [
      'of node, by options',
      image(
        `HEALTHCHECK CMD node -e "require('http').get({ host: 'localhost', port: 3000, path: '/live' }, r => process.exit(0))"`,
      ),
      ["Dockerfile:3 docker exec /live [path: '/live]"],
    ],
    [
      'with the port in a variable',
      image('HEALTHCHECK CMD curl -f http://localhost:${PORT:-3000}/health'),
      ['Dockerfile:3 docker exec /health [http://localhost:${PORT:-3000}/health]'],
    ],
    [
      'of nothing in particular',
      image('HEALTHCHECK CMD curl -f http://localhost:3000'),
      ['Dockerfile:3 docker exec / 3000 [http://localhost:3000]'],
    ],
    [
      'with the path in a variable',
      image('HEALTHCHECK CMD curl -f http://localhost:3000/$CHECK'),
      ['Dockerfile:3 docker exec [HEALTHCHECK CMD curl -f http://localhost:3000/$CHECK]'],
    ],
    ['of a script', image('HEALTHCHECK CMD ./healthy.sh'), ['Dockerfile:3 docker exec [HEALTHCHECK CMD ./healthy.sh]']],
    [
      'that sends something',
      image('HEALTHCHECK CMD curl -X POST http://localhost:3000/mcp'),
      ['Dockerfile:3 docker exec [HEALTHCHECK CMD curl -X POST http://localhost:3000/mcp]'],
    ],
    [
      'of two paths',
      image('HEALTHCHECK CMD curl http://localhost/a && curl http://localhost/b'),
      ['Dockerfile:3 docker exec [HEALTHCHECK CMD curl http://localhost/a && curl http://localhost/b]'],
    ],
    ['taken back', image('HEALTHCHECK NONE'), []],
    [
      'the last of two',
      image('HEALTHCHECK CMD curl http://localhost/a\nHEALTHCHECK CMD curl http://localhost/b'),
      ['Dockerfile:4 docker exec /b [http://localhost/b]'],
    ],
    [
      'not of a stage that only builds',
      {
        Dockerfile:
          'FROM node:22 AS build\nHEALTHCHECK CMD curl http://localhost/a\nFROM node:22\nCOPY --from=build /app /app\nCMD ["node", "server.js"]\n',
      },
      [],
    ],
    [
      'of a stage it is built on',
      {
        Dockerfile:
          'FROM node:22 AS base\nHEALTHCHECK CMD curl http://localhost/a\nFROM base\nCMD ["node", "server.js"]\n',
      },
      ['Dockerfile:2 docker exec /a [http://localhost/a]'],
    ],
    [
      'not where a proxy serves it',
      image('HEALTHCHECK CMD curl http://localhost/a', 'CMD ["npx", "supergateway", "--stdio", "node server.js"]'),
      [],
    ],
    [
      'not of a program of another language',
      image('HEALTHCHECK CMD curl http://localhost/a', 'CMD ["uvicorn", "app:app"]', 'python:3.13'),
      [],
    ],
    [
      'not of what is installed',
      { 'node_modules/other/Dockerfile': image('HEALTHCHECK CMD curl http://localhost/a')['Dockerfile']! },
      [],
    ],
    [
      'not of another package',
      {
        'web/package.json': '{"name":"web","version":"1.0.0","dependencies":{}}',
        'web/Dockerfile': image('HEALTHCHECK CMD curl http://localhost/a')['Dockerfile']!,
      },
      [],
    ],
  ])('%s', async (_, files, expected) => expect(await probes(files)).toEqual(expected));
});

describe('compose', () => {
  const compose = (service: string): string => `services:\n  mcp:\n${service.replace(/^/gm, '    ')}\n`;
  const own = image('');
  it.each<[string, Files, string[]]>([
    [
      'of a service that is built here',
      {
        ...own,
        'compose.yaml': compose(
          'build: .\nhealthcheck:\n  test: ["CMD", "curl", "-f", "http://localhost:3000/health"]',
        ),
      },
      ['compose.yaml:5 compose exec /health 3000 [http://localhost:3000/health]'],
    ],
    [
      'as one text',
      {
        ...own,
        'docker-compose.yml': compose(
          'build:\n  context: .\n  dockerfile: Dockerfile\nhealthcheck:\n  test: curl -f http://localhost:3000/health',
        ),
      },
      ['docker-compose.yml:7 compose exec /health 3000 [http://localhost:3000/health]'],
    ],
    [
      'of our image',
      {
        'deploy/compose.yaml': compose(
          'image: ghcr.io/somebody/example:latest\nhealthcheck:\n  test: curl http://localhost/up',
        ),
      },
      ['deploy/compose.yaml:5 compose exec /up [http://localhost/up]'],
    ],
    [
      'not of others',
      { 'compose.yaml': compose('image: postgres:17\nhealthcheck:\n  test: curl http://localhost/up') },
      [],
    ],
    [
      'not where it is built of something else',
      {
        ...own,
        'web/Dockerfile': 'FROM nginx\n',
        'compose.yaml': compose('build: ./web\nhealthcheck:\n  test: curl http://localhost/up'),
      },
      [],
    ],
    [
      'not where it is taken back',
      { ...own, 'compose.yaml': compose('build: .\nhealthcheck:\n  disable: true\n  test: curl http://localhost/up') },
      [],
    ],
    ['not of NONE', { ...own, 'compose.yaml': compose('build: .\nhealthcheck:\n  test: ["NONE"]') }, []],
  ])('%s', async (_, files, expected) => expect(await probes(files)).toEqual(expected));
});

describe('Kubernetes', () => {
  const pod = (container: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: mcp\n${container.replace(/^/gm, '          ')}\n`;
  it.each<[string, Files, string[]]>([
    [
      'all three',
      {
        'k8s/app.yaml': pod(
          'image: registry.example/example:1\nlivenessProbe:\n  httpGet: { path: /livez, port: 3000 }\nreadinessProbe:\n  exec:\n    command: ["wget", "-q", "http://localhost:3000/readyz"]\nstartupProbe:\n  tcpSocket:\n    port: 3000',
        ),
      },
      [
        'k8s/app.yaml:10 kubernetes http /livez 3000 liveness [/livez]',
        'k8s/app.yaml:13 kubernetes exec /readyz 3000 readiness [http://localhost:3000/readyz]',
        'k8s/app.yaml:16 kubernetes tcp 3000 startup [port: 3000]',
      ],
    ],
    [
      'of our containers only',
      { 'k8s/app.yaml': pod('image: redis:7\nlivenessProbe:\n  httpGet: { path: /livez, port: 1 }') },
      [],
    ],
    [
      'in a template, where it is written out',
      {
        'chart/templates/deployment.yaml': pod(
          'image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n{{- if .Values.probe }}\nlivenessProbe:\n  httpGet:\n    path: /health\n    port: http\n{{- end }}\nreadinessProbe:\n  httpGet:\n    path: {{ .Values.ready }}\n    port: http',
        ),
      },
      [
        'chart/templates/deployment.yaml:12 kubernetes http /health liveness [/health]',
        'chart/templates/deployment.yaml:17 kubernetes http readiness [{{ .Values.ready }}]',
      ],
    ],
    [
      'not of another program of the chart',
      {
        'chart/templates/plugin.yaml': pod(
          'image: "{{ $plugin.image.repository }}:{{ $plugin.image.tag }}"\nlivenessProbe:\n  httpGet: { path: /a, port: 1 }',
        ),
        'chart/templates/embeddings.yaml': pod(
          'image: {{ .Values.embeddings.image | quote }}\nlivenessProbe:\n  httpGet: { path: /b, port: 1 }',
        ),
        'chart/templates/app.yaml': pod(
          'image: {{ .Values.mcpServer.image | quote }}\nlivenessProbe:\n  httpGet: { path: /c, port: 1 }',
        ),
      },
      ['chart/templates/app.yaml:10 kubernetes http /c 1 liveness [/c]'],
    ],
    [
      'in the values of a chart',
      {
        'chart/values.yaml':
          'livenessProbe:\n  httpGet:\n    path: /live\n    port: http\nreadinessProbe:\n  enabled: false\n  httpGet:\n    path: /ready\n',
      },
      ['chart/values.yaml:3 kubernetes http /live liveness [/live]'],
    ],
    [
      'in several documents',
      {
        'k8s/all.yaml': `kind: Service\n---\n${pod('image: example\nlivenessProbe:\n  httpGet: { path: /a, port: 1 }')}---\nkind: Secret\n`,
      },
      ['k8s/all.yaml:12 kubernetes http /a 1 liveness [/a]'],
    ],
    ['not of what is no YAML', { 'k8s/app.yaml': 'livenessProbe: [\n  {{ unclosed\n: : :' }, []],
  ])('%s', async (_, files, expected) => expect(await probes(files)).toEqual(expected));
});

describe('what is hostile', () => {
  it('is read in no more than it is long', async () => {
    const deep = `livenessProbe:\n${Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n`;
    const bomb = `livenessProbe: &a\n  - x\n${Array.from({ length: 30 }, (_, i) => `k${i}: &b${i} [*a, *a, *a]`).join('\n')}\n`;
    const docker = `FROM node\n${'HEALTHCHECK CMD curl http://localhost/a \\\n'.repeat(20_000)}`;
    const started = performance.now();
    const { code } = await codeOf({ 'server.ts': SERVER, 'a.yaml': deep, 'b.yaml': bomb, Dockerfile: docker });
    expect(code.probes.facts.length).toBeLessThan(10);
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('is not followed out of bounds: then not all is there', async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`k8s/${i}.yaml`, 'a: 1\n']));
    const { code } = await codeOf({ 'server.ts': SERVER, ...many, 'k8s/more/z.yaml': 'a: 1\n' });
    expect(code.probes.complete).toBe(false);
  });
});
