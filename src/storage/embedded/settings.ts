/** PostgreSQL settings by name, given on the command line so that a new release of ours brings its own. */
export type Settings = Readonly<Record<string, string>>;

const MODEST: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_min_duration_statement: '2000',
};

/** For databases that nobody will miss: much faster, and lost with the power. */
const DISPOSABLE: Settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
};

export function serverArgs(pgdata: string, port: number, disposable: boolean, own: Settings): readonly string[] {
  const all: Settings = { ...MODEST, ...(disposable ? DISPOSABLE : {}), ...own };
  return [
    '-D',
    pgdata,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}
