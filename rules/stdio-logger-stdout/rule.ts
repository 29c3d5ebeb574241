import { chargedAt, defineRule } from '../../src/rule.ts';

export default defineRule(
  {
    id: 'stdio-logger-stdout',
    title: 'The logger of a stdio server writes to stderr or to a file.',
    category: 'operations',
    severity: 'info',
    why: 'Over stdio, stdout is the wire: the specification says that a server must not write anything to it that is not a message. pino, bunyan, consola and the console of winston write there unless they are told otherwise, and every line they log is one that the client cannot read.',
    hint: '{hint}',
    advice:
      'Give the logger stderr: `pino(options, pino.destination(2))`, `new winston.transports.Console({ stderrLevels: [...] })` with all levels, `bunyan.createLogger({ stream: process.stderr })`, `createConsola({ stdout: process.stderr })`.',
    messages: {
      stdout: 'What `{name}` logs goes to stdout when the server runs over stdio.',
    },
    references: [
      'https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#stdio',
      'https://github.com/pinojs/pino/blob/main/docs/api.md#destination',
      'https://github.com/winstonjs/winston/blob/master/docs/transports.md#console-transport',
    ],
    realCase:
      'Guards against the default of the loggers: zereight/gitlab-mcp at 32c5df7 has to send pino to descriptor 2',
    since: '0.1.0',
    needs: 'code',
  },
  {
    *server({ code, wire }) {
      if (wire?.transport === 'http' || wire?.transport === 'sse') return; // there stdout is free
      for (const fact of code?.process.facts ?? [])
        if (fact.what === 'logger' && fact.mode === 'stdout' && fact.stdio !== undefined)
          yield {
            ...chargedAt(fact),
            message: 'stdout',
            data: { name: fact.name, hint: HINTS[fact.name] ?? 'Give the logger `process.stderr`, or a file.' },
          };
    },
  },
);

const HINTS: Readonly<Record<string, string>> = {
  pino: 'Give it descriptor 2: `pino(options, pino.destination(2))`; of a transport such as pino-pretty, `options: { destination: 2 }`.',
  winston:
    'Send every level to stderr: `new winston.transports.Console({ stderrLevels: Object.keys(winston.config.npm.levels) })`.',
  bunyan: 'Give it stderr: `bunyan.createLogger({ name, stream: process.stderr })`.',
  log4js: 'Give it the appender `stderr`: `appenders: { err: { type: "stderr" } }`.',
  consola: 'Make one that writes to stderr: `createConsola({ stdout: process.stderr })`.',
};
