export { createDrawStore } from './draw-store.ts';
