export { openRelay } from './relay.ts';
