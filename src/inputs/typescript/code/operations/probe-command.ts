/** What a probe asks for, and where in the text that is written. */
export interface Asked {
  readonly kind: 'http' | 'exec' | 'tcp';
  readonly path?: string;
  readonly port?: number;
  readonly start: number;
  readonly end: number;
}

/** An address of the container itself, as commands write it. */
const URL =
  /(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(\d{1,5}|\$\{[^}\s]{1,60}\}|\$\w{1,60}|['"]\s?\+[^'"\n]{1,80}\+\s?['"]))?(\/[^\s"'`|;&)\\,<>]{0,200})?/g;
/** `http.get({ host: 'localhost', path: '/health' })` */
const OPTION = /\bpath\s{0,5}:\s{0,5}\\?["'](\/[^"'\\\s]{0,200})/g;
/** It sends something, or takes an answer that is no success for a sign of life: what it asks for is none of our business. */
const OTHERWISE = /-X\s?(?:POST|PUT)|--request|\s-d\s|--data|--post|method\s?:|\b40\d\b|<=?\s?500|%\{http_code\}/i;

/** What a command asks of its own container, the command standing in a text from `start` to `end`. */
export function askedBy(text: string, start: number, end: number): Asked {
  const command = text.slice(start, end);
  const found = [...command.matchAll(URL)].map((match) => ({
    at: match.index,
    length: match[0].length,
    port: Number(match[1]),
    path: command.slice(match.index + match[0].length).match(/^(?:['"]\s?\+|[$+{:])/) ? '$' : (match[2] ?? '/'),
    isWritten: match[2] !== undefined || /:\/\//.test(match[0]),
  }));
  const options = [...command.matchAll(OPTION)].map((match) => ({
    at: match.index,
    length: match[0].length,
    port: Number.NaN,
    path: match[1]!,
    isWritten: true,
  }));
  const all = options.length > 0 ? options : found.filter(({ isWritten }) => isWritten);
  const paths = new Set(all.map(({ path }) => path.replace(/[?#].*$/s, '')));
  const [first] = all;
  const [path] = paths;
  if (!first || path === undefined || paths.size > 1 || OTHERWISE.test(command) || /[${}]/.test(path))
    return { kind: 'exec', start, end };
  const port = all.find(({ port: each }) => Number.isInteger(each))?.port;
  return {
    kind: 'exec',
    path,
    ...(port === undefined ? {} : { port }),
    start: start + first.at,
    end: start + first.at + first.length,
  };
}
