export { DispatchMap, proveDispatchMap } from './dispatch-map.ts';
export { type Asking, handlerOf, type Precedent, type Suggestion, suggest } from './suggest.ts';
