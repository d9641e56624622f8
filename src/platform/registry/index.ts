export { type Imported, importOrganisation } from './import-organisation.ts';
export { type LiveDirectory, liveDirectory } from './live-directory.ts';
export { registryOperations } from './operations.ts';
export type {
  Enterprise,
  EnterpriseQuery,
  HandOverRow,
  Person,
  RegistryNote,
  RegistryStore,
  RegistryWriter,
  Serving,
} from './ports.ts';
export type { RegistryPorts } from './shared.ts';
