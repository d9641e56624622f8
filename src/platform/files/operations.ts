import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type AnyOperation, type Call, type FileValue, fileField, type IdSource, operation, refuse } from '#kernel';
import { mustBeClean, type VirusScan } from './screen.ts';

export type StoredFile = {
  readonly id: string;
  readonly matter: string | null;
  readonly name: Uint8Array;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly scan: 'clean' | 'unscanned';
  readonly by: string;
  readonly at: number;
};

export type FileStore = {
  readonly add: (tenant: string, file: StoredFile) => Promise<void>;
  /** Under the reader's entitlements; a file not yet tied to a matter only for who uploaded it. */
  readonly find: (
    reading: { readonly tenant: string; readonly principals: readonly string[] },
    id: string,
    by: string,
  ) => Promise<StoredFile | undefined>;
  readonly attach: (tenant: string, ids: readonly string[], matter: string, by: string) => Promise<number>;
};

export type FilePorts = {
  readonly store: FileStore;
  readonly seal: (bytes: Uint8Array) => Uint8Array;
  readonly open: (cipher: Uint8Array) => Uint8Array;
  readonly scan: VirusScan;
  readonly ids: IdSource;
  readonly principalsOf: (actor: Call['actor']) => readonly string[];
};

export const UPLOADS = {
  maxBytes: 20 * 1024 * 1024,
  /** By ending; the first bytes must agree with it. */
  types: [
    'jpg',
    'jpeg',
    'png',
    'gif',
    'webp',
    'heic',
    'pdf',
    'doc',
    'docx',
    'xls',
    'xlsx',
    'ppt',
    'pptx',
    'txt',
    'csv',
    'zip',
    'ofd',
    'mp4',
    'm4a',
    'mp3',
  ],
} as const;

const MAGIC: Readonly<Record<string, readonly string[]>> = {
  jpg: ['ffd8ff'],
  jpeg: ['ffd8ff'],
  png: ['89504e47'],
  gif: ['47494638'],
  pdf: ['25504446'],
  docx: ['504b0304'],
  xlsx: ['504b0304'],
  pptx: ['504b0304'],
  ofd: ['504b0304'],
  zip: ['504b0304', '504b0506'],
  doc: ['d0cf11e0'],
  xls: ['d0cf11e0'],
  ppt: ['d0cf11e0'],
};

/** Size, ending and content must fit: a program renamed to .pdf is refused. */
export function checkUpload({ name, bytes }: FileValue): void {
  const ending = name.split('.').pop()?.toLowerCase() ?? '';
  const no = (code: string, kind: 'invalid' | 'too-large', what: string, todo: string) =>
    refuse({ code: `file.${code}`, kind, what, todo });
  if (bytes.length === 0) throw no('empty', 'invalid', `“${name}”是空文件`, '请重新选择文件');
  if (bytes.length > UPLOADS.maxBytes) throw no('too-large', 'too-large', `“${name}”超过 20 MB`, '请压缩或分开上传');
  if (!(UPLOADS.types as readonly string[]).includes(ending))
    throw no('type', 'invalid', `不接受 .${ending} 文件`, `可以上传：${UPLOADS.types.join('、')}`);
  const magic = MAGIC[ending];
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (magic && !magic.some((each) => head.startsWith(each)))
    throw no('content', 'invalid', `“${name}”的内容与扩展名不符`, '请确认文件没有改过扩展名');
}

const Uploaded = z.object({ id: z.string(), name: z.string(), size: z.number(), type: z.string(), sha256: z.string() });

export function fileOperations(ports: FilePorts) {
  return [
    operation({
      id: 'files.upload',
      method: 'POST',
      path: '/api/files',
      title: '上传附件（20 MB 以内；涉密文件不得上网）',
      permission: 'signed-in',
      consumes: 'multipart',
      bodyLimit: UPLOADS.maxBytes + 1024 * 1024,
      input: z.object({ file: fileField('附件') }),
      output: Uploaded,
      handle: (call, { file }) => upload(ports, call, file),
    }),
    operation({
      id: 'files.get',
      method: 'GET',
      path: '/api/files/{id}',
      title: '下载附件',
      permission: 'signed-in',
      produces: 'file',
      input: z.object({ id: z.string().max(64) }),
      output: z.custom<FileValue>(),
      handle: (call, { id }) => download(ports, call, id),
    }),
  ] satisfies readonly AnyOperation[];
}

async function upload(ports: FilePorts, call: Call, file: FileValue): Promise<z.infer<typeof Uploaded>> {
  checkUpload(file);
  const verdict = await mustBeClean(ports.scan, file);
  const id = ports.ids();
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const type = file.type || 'application/octet-stream';
  const size = file.bytes.length;
  await ports.store.add(call.tenant, {
    id,
    matter: null,
    name: ports.seal(Buffer.from(file.name, 'utf8')),
    type,
    size,
    sha256,
    bytes: ports.seal(file.bytes),
    scan: verdict,
    by: call.actor.id,
    at: call.now,
  });
  return { id, name: file.name, size, type, sha256 };
}

async function download(ports: FilePorts, call: Call, id: string): Promise<FileValue> {
  const found = await ports.store.find(
    { tenant: call.tenant, principals: ports.principalsOf(call.actor) },
    id,
    call.actor.id,
  );
  if (!found) throw refuse({ code: 'file.not-found', kind: 'not-found', what: '没有这个附件，或您无权查看' });
  return {
    name: Buffer.from(ports.open(found.name)).toString('utf8'),
    type: found.type,
    bytes: ports.open(found.bytes),
  };
}
