import { refuse } from '#kernel';
import { type Gateway, postTo } from '#platform/notices';
import { type AccessContext, note, throttle, type Visit } from './context.ts';
import type { WorkApp } from './ports.ts';
import { openSession } from './sessions.ts';

/** How an account names its holder in the work app: `subject` of `register`. */
export const workSubject = (person: string): string => `work:${person}`;

export async function signInByWorkApp(context: AccessContext, visit: Visit, code: string) {
  const { windowMs: ms, perAddress: most } = context.policy.attempts;
  await throttle(context, visit.tenant, `sign-in address ${visit.address ?? 'unknown'}`, { most, ms });
  const person = await context.workApp?.personOf(code);
  const account = person && (await context.stores.accounts.findBySubject(visit.tenant, workSubject(person)));
  if (account) return openSession(context, visit, { accountId: account.id, account, means: 'work-app' });
  const why = person ? 'unknown-subject' : 'code';
  await note(context, visit, { actor: 'anonymous', act: 'sign-in.refused', detail: { why: `work-app-${why}` } });
  throw refuse({
    code: `access.work-app-${why}`,
    kind: 'unauthenticated',
    what: person ? '您尚未在本系统开通账号' : '工作应用免登没有通过',
    todo: person ? '请联系本单位管理员开通' : '请退出应用重新进入，或用账号密码登录',
  });
}

/** A gateway of one's own before the work app's API: `POST url {code}` answers `{person}`; 4xx when the code is no good. */
export function httpWorkApp(gateway: Gateway): WorkApp {
  return {
    personOf: async (code) => {
      const response = await postTo(gateway, { code }).catch(() => undefined);
      if (response && response.status >= 400 && response.status < 500) return undefined;
      const answer = (await response?.json().catch(() => undefined)) as { readonly person?: unknown } | undefined;
      if (response?.ok && typeof answer?.person === 'string' && answer.person !== '') return answer.person;
      throw refuse({
        code: 'access.work-app-unavailable',
        kind: 'unavailable',
        what: '工作应用免登暂时不可用',
        todo: '请稍后再试，或用账号密码登录',
      });
    },
  };
}

/** Knows the codes it is given, each good once, and remembers which were asked for. */
export function recordingWorkApp(
  people: Readonly<Record<string, string>>,
): WorkApp & { readonly asked: readonly string[] } {
  const left = new Map(Object.entries(people));
  const asked: string[] = [];
  return {
    asked,
    personOf: async (code) => {
      asked.push(code);
      const person = left.get(code);
      left.delete(code);
      return person;
    },
  };
}
