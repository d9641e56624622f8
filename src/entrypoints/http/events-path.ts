/** `/api/events` is a stream and no operation; the document of the API describes it all the same. */
export const EVENTS_PATH = '/api/events';
export const EVENTS_AREA = 'events';

export const EVENT_MESSAGE = {
  type: 'object',
  description: '有变化，请重新读取；不含内容',
  required: ['topic'],
  properties: {
    topic: {
      type: 'string',
      enum: ['matter', 'inbox', 'cockpit', 'reset'],
      description:
        'matter：一件事项变了；inbox：有新消息；cockpit：驾驶舱的数变了；reset：中间漏掉的已不可考，请全部重新读取',
    },
    id: { type: 'string', description: '事项' },
    seq: { type: 'integer', description: '事项的第几步' },
  },
};

export const EVENTS_OPERATION = {
  operationId: 'events.stream',
  summary: '实时消息（Server-Sent Events）：您能看到的事项有变化、收到新消息时推送',
  description:
    '每条带 id；断线重连时以请求头 Last-Event-ID 带回最后收到的 id，先补发中间漏掉的。每 20 秒一行注释保持连接；会话失效时连接结束。',
  tags: [EVENTS_AREA],
  'x-permission': 'signed-in',
  'x-cli': false,
  parameters: [
    {
      name: 'Last-Event-ID',
      in: 'header',
      required: false,
      description: '最后收到的消息的 id；浏览器的 EventSource 自动带上',
      schema: { type: 'string' },
    },
  ],
  responses: {
    '200': {
      description: '事件流：每条 `id: …`、`data: {"topic":…}`',
      content: { 'text/event-stream': { schema: { $ref: '#/components/schemas/EventMessage' } } },
    },
    default: {
      description: '拒绝或出错',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  },
};
