import { type Actor, type AnyOperation, type Refusal, refuse } from '#kernel';

/** The one place where an operation's permission is held against an actor. */
export function permissionRefusal(operation: AnyOperation, actor: Actor): Refusal | undefined {
  if (operation.permission === 'public') return undefined;
  if (actor.kind === 'anonymous') {
    return refuse({
      code: 'access.sign-in-needed',
      kind: 'unauthenticated',
      what: '请先登录',
      why: '未登录或登录已过期',
    });
  }
  if (operation.permission === 'signed-in' || actor.permissions.includes(operation.permission)) return undefined;
  return refuse({
    code: 'access.permission-missing',
    kind: 'forbidden',
    what: `您没有“${operation.title}”的权限`,
    why: '该权限由岗位授予',
    todo: '如工作需要，请联系本单位管理员调整岗位',
  });
}
