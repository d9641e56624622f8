import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isRefusal } from '#kernel';
import { type Binaries, findBinaries, type PostgresVersion } from './binaries.ts';
import { prepareCluster } from './cluster.ts';
import { prepareHome } from './home.ts';
import { clearOrphan, stopPostmaster } from './orphan.ts';
import { takeOwnership } from './owner-lock.ts';
import { freePort, launchPostmaster } from './postmaster.ts';
import { pause } from './processes.ts';
import { type Settings, serverArgs } from './settings.ts';
import { systemUser } from './system-user.ts';

export type EmbeddedPostgresOptions = {
  /** Holds everything: the data, the password, the log. Made if missing. */
  readonly dataDir: string;
  /** 18 unless told; 15 is a development dependency, there to prove that our SQL runs on it. */
  readonly version?: PostgresVersion;
  /** One line of what happens, for people. */
  readonly log?: (line: string) => void;
  /** For tests: no fsync. */
  readonly disposable?: boolean;
  /** Own PostgreSQL settings, over the modest ones. */
  readonly settings?: Settings;
  /** A fixed port; a free one unless told. */
  readonly port?: number;
  /** Called once when the server goes down though nobody called `stop`. */
  readonly onDown?: (reason: string) => void;
};

export type EmbeddedPostgres = {
  /** Connects as the superuser to the database `postgres`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Where the data really is: `dataDir`, or its stand-in when root keeps `dataDir` closed to others. */
  readonly home: string;
  /** Waits for open transactions to roll back and for a checkpoint. Safe to call twice. */
  readonly stop: () => Promise<void>;
};

type Prepared = {
  readonly options: EmbeddedPostgresOptions;
  readonly home: string;
  readonly pgdata: string;
  readonly binaries: Binaries;
  readonly user: ReturnType<typeof systemUser>;
  readonly log: (line: string) => void;
};

// The port may be taken between our look and the server's, and the memory of a killed server is freed a little late.
const PASSING = /address already in use|could not bind|pre-existing shared memory|lock file .* already exists/i;

async function launchPatiently(prepared: Prepared) {
  const { options, home, pgdata, binaries, user, log } = prepared;
  for (let attempt = 1; ; attempt += 1) {
    await clearOrphan(pgdata, binaries, log);
    const port = options.port ?? (await freePort());
    const args = serverArgs(pgdata, port, options.disposable ?? false, options.settings ?? {});
    try {
      const launch = { postgres: binaries.postgres, args, pgdata, logFile: join(home, 'postgres.log'), user };
      return { child: await launchPostmaster(launch), port };
    } catch (error) {
      if (attempt >= 6 || !isRefusal(error) || !PASSING.test(error.message)) throw error;
      await pause(attempt * 250);
    }
  }
}

async function startOwned(prepared: Prepared, password: string, release: () => void): Promise<EmbeddedPostgres> {
  const { child, port } = await launchPatiently(prepared);
  let stopping: Promise<void> | undefined;
  const stopNow = (): void => {
    child.kill('SIGINT');
  };
  // Whoever ends without `stop` still leaves a clean folder; only a SIGKILL leaves an orphan.
  process.once('exit', stopNow);
  child.unref();
  child.once('exit', (code, signal) => {
    process.off('exit', stopNow);
    if (!stopping) prepared.options.onDown?.(`exit ${code ?? signal}`);
  });
  const stop = async (): Promise<void> => {
    if (process.platform === 'win32') {
      spawnSync(prepared.binaries.pgCtl, ['stop', '-D', prepared.pgdata, '-m', 'fast', '-w'], { stdio: 'ignore' });
    } else if (child.exitCode === null && child.signalCode === null) await stopPostmaster(child.pid);
    process.off('exit', stopNow);
    release();
  };
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: child.pid,
    home: prepared.home,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

/**
 * Starts the PostgreSQL that comes with Clearway on a data folder of its own.
 * Refuses when another living process holds the folder; cleans up after one that was killed.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const version = options.version ?? 18;
  const user = systemUser();
  const binaries = findBinaries(version, user);
  const home = prepareHome(options.dataDir, user, log);
  const release = takeOwnership(home);
  try {
    const durable = !options.disposable;
    const { pgdata, password } = await prepareCluster({ home, version, binaries, user, durable, log });
    return await startOwned({ options, home, pgdata, binaries, user, log }, password, release);
  } catch (error) {
    release();
    throw error;
  }
}
