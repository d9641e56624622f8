import { type AnyOperation, type FileValue, refuse } from '#kernel';

/** Looks into a file before anybody can open it: ClamAV or whatever the site has. */
export type VirusScan = (
  file: FileValue,
) => Promise<{ readonly verdict: 'clean' | 'infected' | 'unscanned'; readonly found?: string }>;

const isFile = (value: unknown): value is FileValue =>
  typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;

const filesIn = (input: object): readonly FileValue[] => Object.values(input).flat().filter(isFile);

/** @throws Refusal `file.infected` */
export async function mustBeClean(scan: VirusScan, file: FileValue): Promise<'clean' | 'unscanned'> {
  const { verdict, found } = await scan(file);
  if (verdict !== 'infected') return verdict;
  throw refuse({
    code: 'file.infected',
    kind: 'invalid',
    what: `“${file.name}”没有通过病毒检查`,
    ...(found ? { why: `发现 ${found}` } : {}),
    todo: '请在本机杀毒后再上传',
  });
}

/** Every way in for a file goes through the check: plans, ledgers and work orders too, before anything reads them. */
export const screened = (operation: AnyOperation, scan: VirusScan): AnyOperation =>
  operation.consumes !== 'multipart' || operation.id === 'files.upload'
    ? operation
    : {
        ...operation,
        handle: async (call, input) => {
          for (const file of filesIn(input)) await mustBeClean(scan, file);
          return operation.handle(call, input);
        },
      };
