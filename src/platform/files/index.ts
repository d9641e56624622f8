export { clamavScan } from './clamav.ts';
export {
  type FilePorts,
  type FileStore,
  fileOperations,
  type StoredFile,
  UPLOADS,
  type VirusScan,
} from './operations.ts';
export { screened } from './screen.ts';
