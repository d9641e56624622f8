import { connect } from 'node:net';
import { type FileValue, refuse } from '#kernel';
import type { VirusScan } from './screen.ts';

export type ClamavAddress = { readonly host: string; readonly port: number };

const PATIENCE = 30_000;
const CHUNK = 64 * 1024;
/** An answer is one short line; whoever talks longer is no clamd. */
const LONGEST_ANSWER = 4096;

/**
 * Asks a ClamAV daemon over TCP (its `INSTREAM` command). What could not be looked at is not taken: a site that asks for
 * the check wants no file that went past it.
 */
export const clamavScan =
  (address: ClamavAddress): VirusScan =>
  async (file) => {
    const answer = await ask(address, file.bytes).catch(() => {
      throw unavailable(file);
    });
    if (answer === 'stream: OK') return { verdict: 'clean' };
    const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
    if (found) return { verdict: 'infected', found };
    throw /size limit exceeded/i.test(answer) ? tooLarge(file) : unavailable(file);
  };

/** One connection for one file; settles with the daemon's line, without the null that ends it. */
function ask({ host, port }: ClamavAddress, bytes: Uint8Array): Promise<string> {
  return new Promise((done, fail) => {
    let answer = '';
    const socket = connect({ host, port });
    const settle = (): void => {
      socket.destroy();
      if (answer.includes('\0')) done(answer.slice(0, answer.indexOf('\0')).trim());
      else fail(new Error('clamd gave no answer'));
    };
    socket.setTimeout(PATIENCE, settle);
    socket.setEncoding('utf8');
    socket.on('connect', () => socket.write(Buffer.concat([...instream(bytes)])));
    socket.on('data', (text: string) => {
      answer += text;
      if (answer.includes('\0') || answer.length > LONGEST_ANSWER) settle();
    });
    socket.on('error', settle);
    socket.on('close', settle);
  });
}

/** `z` asks for answers that end with a null; each chunk has its length before it, and an empty one ends the stream. */
function instream(bytes: Uint8Array): readonly Uint8Array[] {
  const parts: Uint8Array[] = [Buffer.from('zINSTREAM\0')];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const chunk = bytes.subarray(at, at + CHUNK);
    parts.push(lengthOf(chunk.length), chunk);
  }
  return [...parts, lengthOf(0)];
}

function lengthOf(n: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(n);
  return length;
}

const unavailable = ({ name }: FileValue) =>
  refuse({
    code: 'file.scan-unavailable',
    kind: 'unavailable',
    what: `“${name}”没有收下：病毒检查暂时不可用`,
    why: '本站要求附件先经病毒检查，检查服务现在没有回应',
    todo: '请过几分钟再上传；文字内容可以先提交',
  });

const tooLarge = ({ name }: FileValue) =>
  refuse({
    code: 'file.scan-too-large',
    kind: 'too-large',
    what: `“${name}”超过了病毒检查服务能看的大小`,
    todo: '请压缩或分开上传；也可请管理员调大 clamd 的 StreamMaxLength',
  });
