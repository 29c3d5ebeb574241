import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll } from 'vitest';

/** The files of one version; `package.json` is made from `manifest`. */
export interface Published {
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Released, but `latest` points elsewhere. */
  readonly tag?: string;
}

export interface Registry {
  readonly url: string;
  /** Every request, as `METHOD PATH`. */
  readonly requests: string[];
  readonly headers: IncomingMessage['headers'][];
}

/** An npm registry on this machine: packages by name, then version. The last version without a tag is `latest`. */
export async function registry(
  packages: Readonly<Record<string, Readonly<Record<string, Published>>>>,
): Promise<Registry> {
  const requests: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '').split('?')[0]!;
    requests.push(`${request.method} ${path}`);
    headers.push(request.headers);
    const [, name = '', file] = /^\/((?:@[^/]+\/)?[^/]+)(?:\/-\/(.+)\.tgz)?$/.exec(path) ?? [];
    const versions = packages[name];
    if (name.startsWith('private-'))
      return void response
        .writeHead(403)
        .end('{"error":"no access with token npm_abcdefghijklmnopqrstuvwxyz0123456789"}');
    if (name.startsWith('silent-')) return; // never answers
    if (!versions) return void response.writeHead(404).end('{"error":"Not found"}');
    if (file !== undefined) return void response.end(tarball(name, file, versions[file]!));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(packument(url(), name, versions)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: url(), requests, headers };
}

const manifestOf = (name: string, version: string, { manifest }: Published) => ({ name, version, ...manifest });

function packument(url: string, name: string, versions: Readonly<Record<string, Published>>): object {
  const tags = Object.entries(versions).map(([version, { tag = 'latest' }]) => [tag, version]);
  return {
    name,
    'dist-tags': Object.fromEntries(tags),
    versions: Object.fromEntries(
      Object.entries(versions).map(([version, published]) => [
        version,
        {
          ...manifestOf(name, version, published),
          dist: {
            tarball: `${url}/${name}/-/${version}.tgz`,
            integrity: `sha512-${createHash('sha512')
              .update(tarball(name, version, published))
              .digest('base64')}`,
          },
        },
      ]),
    ),
  };
}

function tarball(name: string, version: string, published: Published): Buffer {
  const files = { 'package.json': JSON.stringify(manifestOf(name, version, published)), ...published.files };
  const blocks = Object.entries(files).flatMap(([file, text]) => entry(`package/${file}`, Buffer.from(text)));
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** A ustar header and the content, each filled up to whole blocks of 512 bytes. */
function entry(name: string, content: Buffer): Buffer[] {
  const header = Buffer.alloc(512);
  const put = (text: string, at: number): void => void header.write(text, at, 'latin1');
  put(name, 0);
  put('0000644\0', 100);
  put('0000000\0', 108);
  put('0000000\0', 116);
  put(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  put('00000000000\0', 136);
  put('        0', 148);
  put('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
}
