import { type CodeKind, readCode } from '#engines/registry';
import { refuse } from '#kernel';
import type { OneCodePorts } from './ports.ts';

export type CheckedCode = {
  readonly enterprise: string;
  readonly kind: CodeKind;
  readonly serial: string;
  readonly expiresAt: number;
};

const forged = () =>
  refuse({
    code: 'one-code.forged',
    kind: 'invalid',
    what: '这不是本市签发的企业码',
    why: '签名核验不通过：码可能是伪造的、被改动过，或没有扫全',
    todo: '请让企业打开企业空间里的动态码，再扫一次',
  });

const gone = (what: string) =>
  refuse({ code: 'one-code.expired', kind: 'invalid', what, todo: '请让企业打开企业空间里的动态码，再扫一次' });

/**
 * Whether a code holds at this moment: its signature, its key, its expiry and, for a printed one, the register.
 * @throws Refusal `one-code.forged` or `one-code.expired`
 */
export async function checkCode(
  ports: Pick<OneCodePorts, 'codes' | 'verify'>,
  tenant: string,
  text: string,
  now: number,
): Promise<CheckedCode> {
  const read = readCode(tenant, text);
  if (!read || !ports.verify(tenant, read.claim.key, read.signed, read.signature)) throw forged();
  const { enterprise, kind, serial, expiresAt, key } = read.claim;
  const signer = (await ports.codes.keys(tenant)).find((each) => each.no === key);
  if (!signer) throw forged();
  if (signer.retiredAt !== undefined && signer.retiredAt <= now) throw gone('签发这张码的密钥已停用');
  if (expiresAt <= now) throw gone(kind === 'live' ? '动态码已过期' : '张贴码已过期');
  if (kind === 'live') return { enterprise, kind, serial, expiresAt };
  const entry = await ports.codes.findPrinted(tenant, serial);
  if (entry?.enterprise !== enterprise) throw forged();
  if (entry.revokedAt !== undefined) throw gone('企业已作废这张码');
  return { enterprise, kind, serial, expiresAt };
}
