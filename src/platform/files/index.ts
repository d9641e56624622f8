export { clamavScan } from './clamav.ts';
export {
  checkUpload,
  type FilePorts,
  type FileStore,
  fileOperations,
  type StoredFile,
  UPLOADS,
} from './operations.ts';
export { screened, type VirusScan } from './screen.ts';
