export { materialOperations } from './operations.ts';
export type { Material, MaterialFilter, MaterialPorts, MaterialStore } from './ports.ts';
