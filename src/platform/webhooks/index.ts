export { type DeliverPorts, deliverWebhooks, messageOf } from './deliver.ts';
export { type WebhookPorts, webhookOperations } from './operations.ts';
export * from './ports.ts';
export { httpSender, type PrivateReach } from './send.ts';
