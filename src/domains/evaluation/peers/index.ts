export { benchmarkOperations } from './operations.ts';
export type { BenchmarkRow, BenchmarkStore, PeerPorts } from './ports.ts';
