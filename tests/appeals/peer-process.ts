// A hotline as a process of its own: it keeps what it is told, refuses the first try of every message, checks our
// signature with code of its own, and drops what comes late. `GET /` says what it knows.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';

const secret = process.argv[2] ?? '';
const tried = new Set<string>();
const known = new Map<string, { seq: number; status: string; times: number }>();
let refused = 0;
let forged = 0;

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)]),
        )
      : value;

function take(token: string, text: string): number {
  const message = JSON.parse(text) as { number: string; seq: number; status: string };
  const [seconds = '', given = ''] = token.split('.');
  const mac = createHmac('sha256', secret)
    .update(`${seconds}.${JSON.stringify(sorted(message))}`)
    .digest('hex');
  if (mac !== given) {
    forged += 1;
    return 401;
  }
  const key = `${message.number} ${message.seq}`;
  if (!tried.has(key)) {
    tried.add(key);
    refused += 1;
    return 503;
  }
  const before = known.get(message.number);
  if (!before || message.seq >= before.seq) known.set(message.number, { ...message, times: (before?.times ?? 0) + 1 });
  return 204;
}

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ known: Object.fromEntries(known), refused, forged }));
    return;
  }
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    response.statusCode = take(
      (request.headers.authorization ?? '').replace('Bearer ', ''),
      Buffer.concat(parts).toString(),
    );
    response.end();
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.stdout.write(`${address.port}\n`);
});
process.once('disconnect', () => process.exit(0));
