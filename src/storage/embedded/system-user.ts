import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who PostgreSQL runs as. Started by root it needs somebody else; otherwise it is simply us. */
export type SystemUser = { readonly name: string; readonly uid: number; readonly gid: number };

const NAME = 'postgres';

function lookUp(name: string): SystemUser | undefined {
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { name, uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/** The unprivileged user to run as when we are root (made if missing), or undefined when we are not. */
export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp(NAME);
  if (found) return found;
  const attempts: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
    ['adduser', ['-S', '-D', '-H', NAME]],
  ];
  for (const [command, args] of attempts) {
    spawnSync(command, [...args], { stdio: 'ignore' });
    const made = lookUp(NAME);
    if (made) return made;
  }
  const nobody = lookUp('nobody');
  if (nobody) return nobody;
  throw new Error('Started by root, and no unprivileged user could be found or made for PostgreSQL.');
}

/** Whether `user` may pass through every folder above `path` (and into it). A checkout under /root usually fails this. */
export function canReach(path: string, user: SystemUser): boolean {
  for (let each = path; ; each = dirname(each)) {
    const { mode, uid, gid } = statSync(each);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (dirname(each) === each) return true;
  }
}
