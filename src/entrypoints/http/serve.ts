import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { refuse } from '#kernel';
import type { HttpApp } from './app.ts';

export type RunningServer = {
  readonly url: string;
  readonly port: number;
  /** Stops taking requests, ends the event streams, lets what is under way finish, then cuts what is left. */
  readonly stop: (graceMs?: number) => Promise<void>;
};

/** @throws Refusal `http.port-taken` when the address is in use or not allowed */
export async function serve(
  app: HttpApp,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<RunningServer> {
  const listener = getRequestListener((request, env) => app.fetch(request, env));
  const server = createServer((request, response) => void listener(request, response));
  await listen(server, host, port);
  const bound = (server.address() as AddressInfo).port;
  const shown = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${shown}:${bound}`, port: bound, stop: (graceMs = 10_000) => stop(server, app, graceMs) };
}

/** Tells before any long work that the address cannot be had. */
export async function mustBeFree({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const server = createServer();
  await listen(server, host, port);
  await new Promise((done) => server.close(done));
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(taken(error, host, port)));
    server.listen(port, host, done);
  });
}

function taken(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why = {
    EADDRINUSE: '端口已被占用',
    EACCES: '没有使用该端口的权限',
    EADDRNOTAVAIL: '本机没有这个地址',
    ENOTFOUND: '这不是本机的地址',
    EAI_AGAIN: '这不是本机的地址',
  }[error.code ?? ''];
  if (!why) return error;
  return refuse({
    code: 'http.port-taken',
    kind: 'unavailable',
    what: `无法在 ${host}:${port} 上启动 (cannot listen: ${error.code})`,
    why,
    todo:
      error.code === 'EADDRINUSE'
        ? '请停止占用者，或换一个端口，例如 PORT=8081 npm start'
        : '请改用本机的地址和 1024 以上的端口，例如 HOST=127.0.0.1 PORT=8081 npm start',
  });
}

async function stop(server: Server, app: HttpApp, graceMs: number): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  app.closeStreams();
  server.closeIdleConnections();
  // A kept-alive connection becomes idle only after its answer, so look again until all are gone.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
