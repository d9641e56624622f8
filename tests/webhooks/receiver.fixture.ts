// A system of somebody else: a process of its own that checks signatures with the published package and writes what it
// got, one JSON line each. `PUT /mode` with a status makes it answer so from then on.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const [, , secretAtStart = ''] = process.argv;
let secret = secretAtStart;
let answer = 204;

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += String(chunk);
  });
  request.on('end', () => {
    if (request.method === 'PUT') {
      const told = JSON.parse(body) as { readonly answer?: number; readonly secret?: string };
      answer = told.answer ?? answer;
      secret = told.secret ?? secret;
      return void response.writeHead(204).end();
    }
    const id = request.headers['webhook-id'];
    try {
      const message = new Webhook(secret).verify(body, request.headers as Record<string, string>);
      say({ id, verified: true, answered: answer, message });
      response.writeHead(answer).end();
    } catch (error) {
      say({ id, verified: false, why: String(error) });
      response.writeHead(401).end();
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  say({ port: typeof address === 'object' ? address?.port : 0 });
});
