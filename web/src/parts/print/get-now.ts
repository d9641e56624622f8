import { queryString } from '../../api/client.ts';

/**
 * Reads before the next line runs. Only for `beforeprint`: a browser waits for that event's handler and for nothing
 * else, so that what a list has not loaded yet can reach the paper in no other way.
 */
export function getNow<T>(path: string, query: Parameters<typeof queryString>[0]): T | undefined {
  const request = new XMLHttpRequest();
  request.open('GET', `/api${path}${queryString(query)}`, false);
  request.setRequestHeader('accept', 'application/json');
  try {
    request.send();
    return request.status === 200 ? (JSON.parse(request.responseText) as T) : undefined;
  } catch {
    return undefined;
  }
}
