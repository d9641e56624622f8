export { panelOperations } from './operations.ts';
export { type Answer, type Awaited, MEMBER_KINDS, type PanelPorts, type PanelStore, type Round } from './ports.ts';
export { tellOutcomes } from './tell-outcomes.ts';
