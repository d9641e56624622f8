// Run by the tests as a process of its own, so that it can be killed. Prints what it holds, then holds it.
import { startEmbeddedPostgres } from './server.ts';

const [, , dataDir = '', how = 'hold'] = process.argv;
try {
  const server = await startEmbeddedPostgres({ dataDir });
  console.log(JSON.stringify({ url: server.url, pid: server.pid }));
  if (how === 'hold') setInterval(() => {}, 1000);
  if (how === 'leave') process.exit(0);
} catch (error) {
  console.log(JSON.stringify({ refused: String(error) }));
  process.exitCode = 3;
}
