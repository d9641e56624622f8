export { type BackupReport, type BackupWish, backup } from './backup.ts';
export { fingerprintOf } from './content-key.ts';
export { type DailyRootPorts, takeDailyRoots } from './daily-roots.ts';
export type { BackupTable, Manifest } from './manifest.ts';
export type { BackupSource, RestoreTarget, Restoring, Snapshot } from './ports.ts';
export { type RestoreReport, type RestoreWish, restore } from './restore.ts';
export { readRootFile, writeRootFile } from './root-file.ts';
