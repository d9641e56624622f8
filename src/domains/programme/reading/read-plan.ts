import { type Refusal, type RefusalKind, refuse } from '#kernel';
import { decodeText } from './decode.ts';
import { readDocx } from './docx.ts';
import { readPlanDocument } from './read-plan-text.ts';
import type { PlanDraft, ReadOptions, Repair, SourceDocument } from './types.ts';
import { readXlsx } from './xlsx.ts';
import { readZipHead } from './zip-head.ts';

export type PlanFormat = 'txt' | 'docx' | 'xlsx';
/** `sourceText` is what the draft's spans count in. */
export type PlanReading = { readonly draft: PlanDraft; readonly sourceText: string; readonly format: PlanFormat };

export const PLAN_FILE_LIMIT = 20 * 1024 * 1024;
/** A zip that unpacks to more than this is no office document. */
const UNPACKED_LIMIT = 300 * 1024 * 1024;

const no = (code: string, what: string, todo: string, why?: string, kind: RefusalKind = 'invalid'): Refusal =>
  refuse({ code: `plan.${code}`, kind, what, todo, ...(why === undefined ? {} : { why }) });

const startsWith = (bytes: Uint8Array, ...signs: number[]): boolean => signs.every((sign, i) => bytes[i] === sign);

const elsewhere: Readonly<Record<string, string>> = {
  doc: '请在 Word 或 WPS 中另存为 .docx 后再导入',
  wps: '请在 WPS 中另存为 .docx 后再导入',
  xls: '请在 Excel 或 WPS 中另存为 .xlsx 后再导入',
  et: '请在 WPS 中另存为 .xlsx 后再导入',
  pdf: '请打开 PDF 复制全文，用“粘贴文字”导入；扫描件请先识别为文字',
  ofd: '请打开 OFD 复制全文，用“粘贴文字”导入',
};

function formatOf(bytes: Uint8Array, fileName: string): PlanFormat {
  const extension = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const hint = elsewhere[extension];
  if (hint !== undefined) throw no('unsupported', `暂不支持 .${extension} 文件`, hint);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw no('unsupported', '这是旧版格式或加密的 Office 文件', '请取消密码并另存为 .docx 或 .xlsx 后再导入');
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) throw no('unsupported', '这是 PDF 文件', elsewhere.pdf ?? '');
  if (startsWith(bytes, 0x50, 0x4b)) return formatOfZip(bytes, fileName);
  if (extension === 'docx' || extension === 'xlsx')
    throw no(
      'corrupt',
      `文件“${fileName}”已损坏，无法打开`,
      '请用 Word、Excel 或 WPS 打开并重新保存后再导入',
      `内容不是有效的 .${extension} 文件`,
    );
  if (['txt', 'text', 'md', 'tsv', ''].includes(extension)) return 'txt';
  throw no('unsupported', `暂不支持 .${extension} 文件`, '请使用 .docx、.xlsx、.txt 文件，或直接粘贴文字');
}

function formatOfZip(bytes: Uint8Array, fileName: string): PlanFormat {
  const head = readZipHead(bytes);
  if (head === null)
    throw no(
      'corrupt',
      `文件“${fileName}”已损坏，无法打开`,
      '请重新下载或用 Word、Excel、WPS 重新保存后再导入',
      '压缩包目录不完整，可能没有上传或下载完',
    );
  if (head.unpacked > UNPACKED_LIMIT)
    throw no('too-large', '文件解压后过大', '请删去图片等附件，只保留方案正文和任务清单', undefined, 'too-large');
  if (head.names.includes('word/document.xml')) return 'docx';
  if (head.names.includes('xl/workbook.xml')) return 'xlsx';
  throw no(
    'unsupported',
    `文件“${fileName}”是压缩包，不是 Word 或 Excel 文件`,
    '请解压后逐个导入其中的 .docx、.xlsx 或 .txt 文件',
  );
}

function readText(bytes: Uint8Array, fileName: string): SourceDocument {
  const decoded = decodeText(bytes);
  if (decoded === null)
    throw no('unsupported', `文件“${fileName}”不是文本文件`, '请使用 .docx、.xlsx、.txt 文件，或直接粘贴文字');
  const note = `按 ${decoded.encoding.toUpperCase()} 编码读取`;
  const repairs: Repair[] =
    decoded.encoding === 'utf-8' ? [] : [{ kind: 'encoding', at: [0, 0], before: '', after: '', note }];
  return { text: decoded.text, repairs };
}

async function toSource(bytes: Uint8Array, fileName: string, format: PlanFormat): Promise<SourceDocument> {
  if (format === 'txt') return readText(bytes, fileName);
  try {
    return await (format === 'docx' ? readDocx(bytes) : readXlsx(bytes));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.slice(0, 120) : undefined;
    throw no('corrupt', `文件“${fileName}”已损坏，无法打开`, '请用 Word、Excel 或 WPS 打开并重新保存后再导入', why);
  }
}

/** Reads a plan from an uploaded file. Throws a Refusal for what cannot be read, saying what to do instead. */
export async function readPlan(bytes: Uint8Array, fileName: string, options: ReadOptions = {}): Promise<PlanReading> {
  if (bytes.length > PLAN_FILE_LIMIT)
    throw no('too-large', '文件超过 20 MB', '请删去图片等附件，只保留方案正文和任务清单', undefined, 'too-large');
  if (bytes.length === 0) throw no('empty', '文件是空的', '请检查后重新上传');
  const format = formatOf(bytes, fileName);
  const source = await toSource(bytes, fileName, format);
  if (source.text.trim() === '') throw no('empty', '文件里没有文字', '扫描件请先识别为文字，再导入 .docx 或 .txt');
  return { draft: readPlanDocument({ ...source, fileName }, options), sourceText: source.text, format };
}
