export { schemeRunOperations } from './operations.ts';
export type { SchemeRun, SchemeRunHead, SchemeRunPorts, SchemeRunStore } from './ports.ts';
