import { runCli } from '#entrypoints/cli';
import { versionOf } from './main/city.ts';
import { commandLine } from './main/command-line.ts';

// The composition root: everything is plugged together under src/main, and nothing is decided there.
// Whoever reads only the first lines (`| head`) has closed the pipe: nothing is wrong, and nobody is there to be told.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const argv = process.argv.slice(2);
process.exitCode = await runCli({
  ...(await commandLine()),
  argv,
  env: process.env,
  version: await versionOf(),
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
