import { hash, verify } from '@node-rs/argon2';
import { refuse } from '#kernel';

/** OWASP's floor for argon2id: 19 MiB, two passes; about 20 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The default algorithm of the library is argon2id; the hash says so itself. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), COST);

let nobody: Promise<string> | undefined;

/** Of nobody's password: compared when the login does not exist, so that the answer takes as long. */
function hashOfNobody(): Promise<string> {
  nobody ??= hashPassword('nobody has this password');
  return nobody;
}

export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  const fits = await verify(stored ?? (await hashOfNobody()), password.normalize('NFKC'));
  return stored !== undefined && fits;
}

const COMMON = /^(.*(password|passw0rd|qwert|asdf|1qaz|admin|abc123|abcd1234|welcome|woaini|zhengwu|clearway).*)$/i;
const CLASSES = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];

/**
 * Why a password is too weak, in Chinese; undefined when it will do. Three of four kinds of sign from 8 signs on
 * (GB/T 22239 graded protection as commonly required), or any 16 signs.
 */
export function weaknessOf(password: string, login: string): string | undefined {
  if (password.length < 8) return '至少 8 位';
  if (password.length > 128) return '至多 128 位';
  if (login.length >= 3 && password.toLowerCase().includes(login.toLowerCase())) return '不能包含账号';
  if (new Set(password).size < 5) return '重复的字符太多';
  if (COMMON.test(password) || isRun(password)) return '过于常见，容易被猜到';
  const kinds = CLASSES.filter((each) => each.test(password)).length;
  return kinds >= 3 || password.length >= 16 ? undefined : '须含大写字母、小写字母、数字、符号中的三种，或不少于 16 位';
}

/** 12345678 and abcdefgh, either way. */
function isRun(password: string): boolean {
  const steps = [...password].slice(1).map((sign, at) => sign.charCodeAt(0) - password.charCodeAt(at));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

export function demandStrong(password: string, login: string): void {
  const why = weaknessOf(password, login);
  if (why === undefined) return;
  throw refuse({
    code: 'access.weak-password',
    kind: 'invalid',
    what: '新密码不够安全',
    why,
    todo: '请换一个密码',
    at: [{ path: 'new', message: why }],
  });
}
