// Defects in how a program starts and is deployed, beside those in what its tools lead to.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ts } from '../src/inputs/typescript/syntax.ts';
import type { Change, Edit } from './inject-edits.ts';

const STDIO = /\bnew StdioServerTransport\(|transportType:\s*['"]stdio/;

/** A statement before another one, on its line. */
function before(node: ts.Node, file: ts.SourceFile, text: string): Change {
  const start = node.getStart(file);
  return { start, end: start, text, from: start, to: start + 1 };
}

/** At the top of a file: what is loaded for it is run whenever the program starts. */
const isTop = (node: ts.Node): boolean =>
  node.parent &&
  ts.isSourceFile(node.parent) &&
  (ts.isVariableStatement(node) || ts.isExpressionStatement(node)) &&
  // a script that only re-exports or is a command of its own is no part of the server
  !/^#!|process\.exit\(|\.parse\(/.test(node.getText());

/** The statement of a block that goes on stdio. */
const connects = (node: ts.Node): boolean =>
  ts.isStatement(node) &&
  ts.isBlock(node.parent) &&
  !ts.isBlock(node) &&
  STDIO.test(node.getText()) &&
  !/[{]\s*\n/.test(node.getText());

/** What the files of deployment beside a file say. */
function deployed(file: ts.SourceFile): string {
  const names = ['Dockerfile', 'docker-compose.yml', 'docker-compose.yaml', 'compose.yaml'];
  let found = '';
  for (let dir = path.dirname(file.fileName), up = 0; up < 4; dir = path.dirname(dir), up++)
    for (const name of names) if (existsSync(`${dir}/${name}`)) found += readFileSync(`${dir}/${name}`, 'utf8');
  return found;
}

const literal = (node: ts.Node, says: string): node is ts.StringLiteral =>
  ts.isStringLiteral(node) && node.text === says;
const whole = (node: ts.Node, text: string, file: ts.SourceFile): Change => ({
  start: node.getStart(file),
  end: node.end,
  text,
  from: node.getStart(file),
  to: node.end,
});

export const STARTS: readonly Edit[] = [
  {
    rule: 'stdio-console-log',
    what: '`console.log` where a file is loaded',
    everywhere: true,
    applies: (program) => program.mentions(STDIO),
    at: (node, file) => (isTop(node) ? before(node, file, 'console.log("here"); ') : undefined),
  },
  {
    rule: 'stdio-console-log',
    what: '`console.log` before stdio is taken',
    everywhere: true,
    applies: (program) => program.mentions(STDIO),
    at: (node, file) => (connects(node) ? before(node, file, 'console.log("here"); ') : undefined),
  },
  {
    rule: 'stdio-logger-stdout',
    what: 'a logger made where stdio is taken',
    everywhere: true,
    applies: (program) => program.mentions(STDIO),
    at: (node, file) =>
      connects(node)
        ? before(node, file, 'const make = (await import("pino")).default; const here = make({ level: "info" }); ')
        : undefined,
  },
  {
    rule: 'stdio-dotenv-banner',
    what: '`quiet` dropped',
    everywhere: true,
    applies: (program) => program.mentions(/\bquiet: true\b/) && !program.mentions(/DOTENV_CONFIG_QUIET/),
    at(node, file) {
      if (!ts.isPropertyAssignment(node) || node.getText(file) !== 'quiet: true') return undefined;
      for (let at = node.parent as ts.Node; at; at = at.parent)
        if (ts.isCallExpression(at) && /(?:^|\.)config$/.test(at.expression.getText(file)))
          return { ...whole(node, 'quiet: false', file), from: at.getStart(file), to: at.end };
      return undefined;
    },
  },
  {
    rule: 'probe-path-missing',
    what: 'the route that is asked for renamed',
    everywhere: true,
    at(node, file) {
      if (!literal(node, '/health') || !/\/health\b/.test(deployed(file))) return undefined;
      return { ...whole(node, "'/wellness'", file), anywhere: true };
    },
  },
  {
    rule: 'graceful-shutdown-missing',
    what: 'SIGTERM no longer heard',
    everywhere: true,
    applies: (program) =>
      program.mentions(/\.listen\(/) &&
      program.files.reduce((sum, { text }) => sum + (text.match(/['"]SIGTERM['"]/g)?.length ?? 0), 0) === 1,
    at: (node, file) => (literal(node, 'SIGTERM') ? { ...whole(node, "'SIGUSR2'", file), anywhere: true } : undefined),
  },
  {
    rule: 'deprecated-tool-method',
    what: '`registerTool` made `tool`',
    everywhere: true,
    // the second SDK has no `tool`
    applies: (program) => !program.mentions(/@modelcontextprotocol\/server/),
    at(node, file) {
      if (!ts.isPropertyAccessExpression(node) || node.name.text !== 'registerTool') return undefined;
      const call = node.parent;
      return ts.isCallExpression(call) && /server$/i.test(node.expression.getText(file))
        ? { ...whole(node.name, 'tool', file), from: call.getStart(file), to: node.end }
        : undefined;
    },
  },
];
