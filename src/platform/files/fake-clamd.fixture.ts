// A process that speaks clamd's INSTREAM over TCP, as much of it as an upload needs; prints the port it listens on.
import { createServer, type Socket } from 'node:net';

const MOST = 1024 * 1024;
const COMMAND = 'zINSTREAM\0';

/** The whole stream once it is complete; undefined while more is to come. */
function streamIn(seen: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let at = COMMAND.length;
  while (seen.length >= at + 4) {
    const length = seen.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(seen.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

function verdictOn(bytes: Buffer): string {
  if (bytes.length > MOST) return 'INSTREAM size limit exceeded. ERROR';
  if (bytes.includes('EICAR-STANDARD-ANTIVIRUS-TEST-FILE')) return 'stream: Eicar-Test-Signature FOUND';
  return bytes.includes('say something strange') ? 'stream: strange' : 'stream: OK';
}

function serve(socket: Socket): void {
  let seen = Buffer.alloc(0);
  socket.on('error', () => {});
  socket.on('data', (data: Buffer) => {
    seen = Buffer.concat([seen, data]);
    const stream = seen.subarray(0, COMMAND.length).toString() === COMMAND ? streamIn(seen) : undefined;
    if (stream?.includes('hang up')) socket.destroy();
    else if (stream) socket.end(`${verdictOn(stream)}\0`);
  });
}

const server = createServer(serve);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
