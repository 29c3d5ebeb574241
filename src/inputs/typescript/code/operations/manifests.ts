import { posix } from 'node:path';

import { isMap, isScalar, isSeq, parseAllDocuments, type Node, type Scalar, type YAMLMap } from 'yaml';

import type { Ours, Probe } from './deploy.ts';
import { askedBy } from './probe-command.ts';

const DECIDES = { livenessProbe: 'liveness', readinessProbe: 'readiness', startupProbe: 'startup' } as const;
/** Stands for what a template fills in. */
const FILLED = '\uE000';
/** The image of the chart itself: what is made for each of a list, or of another part, is another program. */
const OF_CHART =
  /\bValues\.(?:\w{0,40}(?:mcp|server|app|main|web|api|deployment|global)\w{0,40}\.)?(?:image|container)\b|\binclude\b/i;
const MOST_NODES = 20_000;

/** The probes of a compose file, or of manifests of Kubernetes, that are of this package. */
export function probesIn(written: string, path: string, ours: Ours): readonly Probe[] {
  if (!/healthcheck\s*:|(?:liveness|readiness|startup)Probe\s*:/.test(written)) return [];
  const text = written.replace(/\{\{[^{}\n]{0,500}\}\}/g, (part) => FILLED.repeat(part.length));
  // a line that only says what follows: no part of the manifest
  const plain = text.replace(/^[ \t]*\uE000+[ \t]*$/gm, (line) => ' '.repeat(line.length));
  const roots = documentsOf(plain);
  return roots.flatMap((root) =>
    root.has('services') ? composed(root, plain, path, ours) : deployed(root, plain, written, path, ours),
  );
}

function documentsOf(text: string): readonly YAMLMap[] {
  try {
    const all = parseAllDocuments(text, { strict: false, logLevel: 'silent', uniqueKeys: false });
    return (Array.isArray(all) ? all : []).slice(0, 100).flatMap(({ contents }) => (isMap(contents) ? [contents] : []));
  } catch {
    return []; // nested deeper than it can be parsed
  }
}

const mapIn = (of: unknown, key: string): YAMLMap | undefined => {
  const value = isMap(of) ? of.get(key, true) : undefined;
  return isMap(value) ? value : undefined;
};
const textIn = (of: unknown, key: string): string | undefined => {
  const value = isMap(of) ? of.get(key) : undefined;
  return typeof value === 'string' ? value : undefined;
};
const rangeOf = (node: unknown): { readonly start: number; readonly end: number } => {
  const [start = 0, end = start] = (node as Node).range ?? [];
  return { start, end };
};

/** `healthcheck` of the services that are built from here, or whose image is ours. */
function composed(root: YAMLMap, text: string, path: string, ours: Ours): readonly Probe[] {
  return (mapIn(root, 'services')?.items ?? []).slice(0, 100).flatMap(({ key, value: service }): Probe[] => {
    const check = mapIn(service, 'healthcheck');
    const test = check?.get('test', true);
    if (!check || !test || check.get('disable') === true || !isOurs(service as YAMLMap, path, ours)) return [];
    const words: readonly unknown[] = isSeq(test) ? test.items : [test];
    const [first] = words;
    if (isScalar(first) && first.value === 'NONE') return [];
    const { start, end } = rangeOf(test);
    return [{ ...askedBy(text, start, end), from: 'compose', within: nameOf(key) }];
  });
}

function isOurs(service: YAMLMap, path: string, ours: Ours): boolean {
  const build = service.get('build', true);
  if (!build) return ours.image(textIn(service, 'image') ?? '');
  const context = isScalar(build) ? String(build.value) : (textIn(build, 'context') ?? '.');
  const folder = posix.join(posix.dirname(path), context).replace(/\/$/, '');
  return ours.build(folder, posix.join(folder, textIn(build, 'dockerfile') ?? 'Dockerfile'));
}

/** Probes of containers whose image is ours, and those that the values of a chart give to its one container. */
function deployed(root: YAMLMap, text: string, written: string, path: string, ours: Ours): readonly Probe[] {
  const isValues = /^values[\w.-]*\.ya?ml$/.test(posix.basename(path));
  const found: Probe[] = [];
  const stack: unknown[] = [root];
  for (let left = MOST_NODES, node = stack.pop(); node !== undefined && left > 0; left--, node = stack.pop()) {
    if (isSeq(node)) stack.push(...node.items.slice(0, 1_000));
    if (!isMap(node)) continue;
    const image = textIn(node, 'image');
    const { start, end } = rangeOf(node.get('image', true) ?? node);
    const isOfChart =
      image?.includes(FILLED) === true && OF_CHART.test(written.slice(start, Math.min(end, start + 500)));
    const isContainer = image !== undefined && (isOfChart || ours.image(image));
    if (isContainer || (node === root && isValues))
      for (const [key, decides] of Object.entries(DECIDES)) {
        const probe = mapIn(node, key);
        const asked = probe && probe.get('enabled') !== false ? askedOf(probe, text) : undefined;
        if (asked) found.push({ ...asked, from: 'kubernetes', decides, within: key });
      }
    for (const { value } of node.items.slice(0, 1_000)) if (isMap(value) || isSeq(value)) stack.push(value);
  }
  return found;
}

function askedOf(probe: YAMLMap, text: string): Omit<Probe, 'from' | 'within'> | undefined {
  const http = mapIn(probe, 'httpGet');
  const path = http?.get('path', true) as Scalar | undefined;
  if (http) {
    const port = http.get('port');
    const written = isScalar(path) && typeof path.value === 'string' ? path.value : undefined;
    const isKnown = written?.startsWith('/') && !/[\uE000${}]/.test(written);
    return {
      kind: 'http',
      ...(isKnown ? { path: written!.replace(/[?#].*$/s, '') } : {}),
      ...(typeof port === 'number' ? { port } : {}),
      ...rangeOf(path ?? http),
    };
  }
  const command = mapIn(probe, 'exec')?.get('command', true);
  if (command) {
    const { start, end } = rangeOf(command);
    return askedBy(text, start, end);
  }
  const tcp = mapIn(probe, 'tcpSocket');
  const port = tcp?.get('port');
  return tcp && { kind: 'tcp', ...(typeof port === 'number' ? { port } : {}), ...rangeOf(tcp) };
}

const nameOf = (key: unknown): string => (isScalar(key) ? String(key.value).slice(0, 80) : 'service');
