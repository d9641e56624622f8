import { createServer, type Socket } from 'node:net';

export type Received = { readonly from: string; readonly to: readonly string[]; readonly data: string };

/** A small SMTP server on this machine that takes letters and keeps them; it refuses recipients at `no.example`. */
export async function openSmtpReceiver() {
  const received: Received[] = [];
  const server = createServer((socket) => converse(socket, received));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  };
}

function converse(socket: Socket, received: Received[]): void {
  let [from, to, data, reading, rest] = ['', [] as string[], '', false, ''];
  const say = (line: string) => socket.write(`${line}\r\n`);
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO' || verb === 'HELO') say('250 receiver');
    else if (verb === 'MAIL') {
      from = /<(.*?)>/.exec(line)?.[1] ?? '';
      say('250 ok');
    } else if (verb === 'RCPT') {
      const whom = /<(.*?)>/.exec(line)?.[1] ?? '';
      const known = !whom.endsWith('@no.example');
      if (known) to.push(whom);
      say(known ? '250 ok' : '550 nobody here');
    } else if (verb === 'DATA') {
      reading = true;
      say('354 go on');
    } else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else say('250 ok');
  };
  const take = (line: string): void => {
    if (!reading) command(line);
    else if (line !== '.') data += `${line}\n`;
    else {
      received.push({ from, to, data });
      [from, to, data, reading] = ['', [], '', false];
      say('250 taken');
    }
  };
  say('220 receiver');
  socket.on('error', () => socket.destroy());
  socket.on('data', (piece) => {
    const lines = (rest + piece.toString('utf8')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}
