import { ts } from '../../syntax.ts';
import type { Call } from '../follow/callee.ts';
import type { Constants } from './constants.ts';
import type { Source } from './source.ts';
import type { Written } from './written.ts';

/** The methods of apps that put a route on them. */
export const METHODS: ReadonlyMap<string, string> = new Map(
  'get post put patch delete head options'
    .split(' ')
    .map((name): [string, string] => [name, name.toUpperCase()])
    .concat([
      ['del', 'DELETE'],
      ['all', '*'],
      ['any', '*'],
    ]),
);

/** `@Get('health')` of Nest. */
export function decoratedRoute(source: Source, node: Call, constants: Constants): Written | undefined {
  const { text } = node.expression as Partial<ts.Identifier>;
  const imported = text === undefined ? undefined : source.imports.get(text);
  const method = imported?.specifier === '@nestjs/common' ? METHODS.get(imported.name.toLowerCase()) : undefined;
  if (method === undefined) return undefined;
  const [first] = node.arguments ?? [];
  const own = first ? constants.text({ source, node: first }) : '';
  const cls = source.classAround(node);
  const controller = cls && decoratorOf(cls, 'Controller');
  const [prefix] = controller?.arguments ?? [];
  const base = prefix ? constants.text({ source, node: prefix }) : '';
  const isKnown = own !== undefined && base !== undefined && controller !== undefined;
  const parts = isKnown ? [base, own].flatMap((each) => each.split('/')).filter((each) => each !== '') : [];
  return {
    source,
    method,
    path: isKnown ? `/${parts.join('/')}` : undefined,
    framework: 'nest',
    at: node,
    site: node,
    body: undefined,
    before: [],
  };
}

function decoratorOf(cls: ts.ClassLikeDeclaration, name: string): ts.CallExpression | undefined {
  for (const { expression } of ts.getDecorators(cls as ts.ClassDeclaration) ?? [])
    if (ts.isCallExpression(expression) && (expression.expression as Partial<ts.Identifier>).text === name)
      return expression;
  return undefined;
}
