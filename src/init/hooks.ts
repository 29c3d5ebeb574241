import { isMap, isSeq, parseDocument } from 'yaml';

import { HOMEPAGE } from '../about.ts';

/** What comes of an entry for a file of hooks. */
export type Merged = { readonly text: string } | { readonly kept: string };

/**
 * The file with an entry added at the end of its `repos`; every byte that was there stays. A file that has the entry, or
 * that is not as pre-commit wants it, is kept, with the reason.
 */
export function withEntry(text: string, lines: readonly string[]): Merged {
  const document = parseDocument(text);
  const [mistake] = document.errors;
  if (mistake) {
    const [at] = mistake.linePos ?? [];
    return { kept: `it is no valid YAML${at ? ` (line ${at.line})` : ''}` };
  }
  if (document.contents === null)
    return { text: `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}repos:\n${block(lines, '  ')}` };
  if (!isMap(document.contents)) return { kept: 'it is no mapping with `repos`' };
  const repos = document.contents.get('repos', true);
  if (!isSeq(repos)) return { kept: 'it has no list of `repos`' };
  const known = (document.toJS() as { readonly repos: readonly unknown[] }).repos;
  if (known.some(isOurs)) return { kept: 'it has the hook already' };
  if (repos.flow === true && repos.items.length === 0 && repos.range) {
    const [start, end] = repos.range;
    return {
      text: `${text.slice(0, start).trimEnd()}\n${block(lines, '  ')}${text.slice(end).replace(/^[ \t]*\r?\n/, '')}`,
    };
  }
  if (repos.flow === true || !repos.range) {
    repos.flow = false;
    const [entry] = (parseDocument(lines.join('\n')).toJS() as unknown[]) ?? [];
    repos.add(document.createNode(entry));
    return { text: document.toString({ lineWidth: 0 }) };
  }
  const [start, end] = repos.range;
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1));
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text.slice(0, end);
  const added = block(lines, indent).replaceAll('\n', newline);
  return { text: `${before}${before.endsWith('\n') ? '' : newline}${added}${text.slice(end).replace(/^\r?\n/, '')}` };
}

const block = (lines: readonly string[], indent: string): string => lines.map((line) => `${indent}${line}\n`).join('');

/** Whether one of the repositories is ours, or a local hook calls us. */
function isOurs(each: unknown): boolean {
  const { repo, hooks } = (each ?? {}) as { readonly repo?: unknown; readonly hooks?: unknown };
  const isHook = (hook: unknown): boolean => {
    const { id, entry } = (hook ?? {}) as { readonly id?: unknown; readonly entry?: unknown };
    return String(id).startsWith('mcp-audit') || /\bmcp-audit\b/.test(String(entry));
  };
  return String(repo).replace(/\.git$/, '') === HOMEPAGE || (Array.isArray(hooks) && hooks.some(isHook));
}
