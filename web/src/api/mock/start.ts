import { mockRoutes } from './routes.ts';

/** Answers /api calls in the page itself, so that pages can be drawn before the server exists. */
export async function startMock(): Promise<void> {
  const real = window.fetch.bind(window);
  Object.defineProperty(window, 'EventSource', { value: undefined });
  window.fetch = async (input, init) => {
    const url = new URL(String(input), location.href);
    if (!url.pathname.startsWith('/api/')) return real(input, init);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const method = init?.method ?? 'GET';
    const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    const answer = mockRoutes(method, url.pathname.slice(4), url.searchParams, body);
    const status = answer === undefined ? 404 : 200;
    return new Response(JSON.stringify(answer ?? { title: '模拟层没有这个接口', status: 404, code: 'mock' }), {
      status,
      headers: { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' },
    });
  };
}
