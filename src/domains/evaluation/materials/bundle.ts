import { indicatorOf, leavesOf } from '#engines/indicators';
import { type Call, type FileValue, refuse } from '#kernel';
import { schemeNamed } from '../league.ts';
import { KINDS, type Material, type MaterialPorts } from './ports.ts';

/** A bundle is made in memory: more than this would not be. */
export const MOST = { items: 500, bytes: 100 * 1024 * 1024 };

const HEADINGS = ['序号', '指标', '资料编号', '资料名称', '种类', '来源', '日期', '支撑的要点', '所在文件'];
const WIDTHS = [5, 16, 9, 20, 8, 14, 10, 20, 18];

export const materialNumber = ({ number }: Pick<Material, 'number'>): string => `ZL-${String(number).padStart(6, '0')}`;

/** What a file may not be called. */
const plain = (text: string): string => text.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '').slice(0, 60);

type Placed = { readonly material: Material; readonly title: string; readonly path: string | undefined };

/** The titles of a scheme's indicators, by code. */
export function indicatorTitles(ports: Pick<MaterialPorts, 'schemes'>): ReadonlyMap<string, string> {
  return new Map(
    ports.schemes().flatMap((scheme) => leavesOf(scheme.root).map((each) => [indicatorOf(each), each.title] as const)),
  );
}

/** Everything in the library for a scheme, or for some of its indicators, with an index that says what shows which point. */
export async function bundle(
  ports: MaterialPorts,
  call: Call,
  asked: { readonly scheme: string; readonly indicators?: readonly string[] | undefined },
): Promise<FileValue> {
  const scheme = schemeNamed(ports, asked.scheme);
  const codes = asked.indicators ?? leavesOf(scheme.root).map(indicatorOf);
  const found = await ports.materials.list(call.tenant, { indicators: codes, limit: MOST.items + 1 });
  check(found);
  const titles = indicatorTitles(ports);
  const placed = placedBy(found, codes, titles);
  const rows = placed.map(({ material, title, path }, at) => [
    String(at + 1),
    title,
    materialNumber(material),
    material.title,
    KINDS[material.kind],
    material.source,
    material.day,
    material.supports,
    path ?? material.url ?? material.figure ?? '',
  ]);
  const name = `${scheme.title}参评资料`;
  const [table, paper, files] = await Promise.all([
    ports.files.table(call, { name: '目录', headings: HEADINGS, rows }),
    ports.files.paper(call, {
      title: `${scheme.title}参评资料目录`,
      parts: [{ kind: 'table', headings: HEADINGS, widths: WIDTHS, rows }],
    }),
    contents(ports, call, placed),
  ]);
  return ports.zip(name, [
    { path: '目录.xlsx', bytes: table.bytes },
    { path: '目录.docx', bytes: paper.bytes },
    ...files,
  ]);
}

function check(found: readonly Material[]): void {
  if (found.length === 0)
    throw refuse({
      code: 'materials.none',
      kind: 'not-found',
      what: '资料库里还没有这些指标的资料',
      todo: '请先登记资料',
    });
  const bytes = found.reduce((sum, each) => sum + (each.file?.size ?? 0), 0);
  if (found.length > MOST.items || bytes > MOST.bytes)
    throw refuse({
      code: 'materials.too-large',
      kind: 'too-large',
      what: '资料太多，一次导不完',
      why: `一次最多 ${MOST.items} 份、${MOST.bytes / 1024 / 1024} MB`,
      todo: '请按指标分几次导出',
    });
}

/** In the order of the scheme; a material that shows two indicators stands in the index twice and in one folder once. */
function placedBy(
  found: readonly Material[],
  codes: readonly string[],
  titles: ReadonlyMap<string, string>,
): readonly Placed[] {
  const paths = new Map<string, string>();
  return codes.flatMap((code) => {
    const title = titles.get(code) ?? code;
    return found
      .filter((each) => each.indicators.includes(code))
      .map((material): Placed => {
        const own = material.file && `${plain(title)}/${materialNumber(material)} ${plain(material.file.name)}`;
        const path = paths.get(material.id) ?? own ?? undefined;
        if (path) paths.set(material.id, path);
        return { material, title, path };
      });
  });
}

async function contents(ports: MaterialPorts, { tenant }: Call, placed: readonly Placed[]) {
  const files = new Map(placed.flatMap(({ material, path }) => (path ? [[path, material.id] as const] : [])));
  const read: { path: string; bytes: Uint8Array }[] = [];
  for (const [path, id] of files) {
    const sealed = await ports.materials.bytes(tenant, id);
    if (sealed) read.push({ path, bytes: ports.unseal(sealed) });
  }
  return read;
}
