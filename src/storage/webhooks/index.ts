export { createWebhookStore } from './webhook-store.ts';
