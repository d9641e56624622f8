export {
  type FilePorts,
  type FileStore,
  fileOperations,
  type StoredFile,
  UPLOADS,
  type VirusScan,
} from './operations.ts';
