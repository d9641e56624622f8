export { DispatchMap, proveDispatchMap } from './dispatch-map.ts';
export { type Asking, type Precedent, type Suggestion, suggest } from './suggest.ts';
