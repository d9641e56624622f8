import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** One line from the terminal or a pipe; a secret is not shown while typed. */
export function askTerminal(question: string, secret: boolean): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const tty = process.stdin.isTTY === true;
  const reader = createInterface({ input: process.stdin, output: secret ? silent : process.stderr, terminal: tty });
  return new Promise((done) => {
    reader.once('line', (line) => {
      if (secret && tty) process.stderr.write('\n');
      done(line);
      reader.close();
    });
    reader.once('close', () => done(''));
  });
}

export const readStdin = (): Promise<string> => text(process.stdin);
