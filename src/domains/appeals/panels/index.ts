export { panelOperations } from './operations.ts';
export type { Answer, Awaited, PanelPorts, PanelStore, Round } from './ports.ts';
export { tellOutcomes } from './tell-outcomes.ts';
