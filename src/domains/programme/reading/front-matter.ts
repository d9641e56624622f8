import { isoDate } from './dates.ts';
import { readMarker } from './headings.ts';
import { CHINESE_NUMBER, readNumber } from './numerals.ts';
import { isPageFurniture } from './page-furniture.ts';

/** What the head of a document tells about it. */
export type FrontMatter = {
  readonly title: string;
  readonly documentNumber: string | null;
  readonly year: number | null;
  readonly issuedOn: string | null;
  readonly issuer: string | null;
};

const KINDS =
  '(?:实施方案|行动方案|工作方案|推进方案|方案|行动计划|工作计划|计划|工作要点|要点|若干措施|若干意见|意见|措施|任务清单|清单|规划|办法|行动纲要|台账|任务书|任务分解表|分解表|责任表|一览表)';
const named = new RegExp(`${KINDS}(?:[（(][^）)]{1,20}[）)])?$`);

const dayPattern = new RegExp(
  `(20\\d\\d|[二2][〇零○0][〇零○0-9一二三四五六七八九]{2})[年.\\-/](\\d{1,2}|${CHINESE_NUMBER})[月.\\-/](\\d{1,2}|${CHINESE_NUMBER})日?`,
);

/** The first day named in `text`. */
export function findDay(text: string): string | null {
  const found = dayPattern.exec(text);
  if (found === null) return null;
  const [year, month, day] = found.slice(1).map((part) => readNumber((part ?? '').replaceAll('○', '〇')) ?? 0);
  return isoDate(year ?? 0, month ?? 0, day ?? 0);
}

const isOnlyDay = (line: string): boolean => {
  const found = dayPattern.exec(line);
  return found !== null && line.replace(found[0], '').replace(/[\s（）()]|印发|发布/g, '') === '';
};

/** 衢政办发〔2021〕7号, on a line of its own or as a field of the head; those cited in the text do not count. */
function findDocumentNumber(lines: readonly string[]): string | null {
  const form = /[\p{Script=Han}]{1,14}[〔[（(［【]20\d\d[〕\])）］】]\s*第?\s*\d{1,5}\s*号/u;
  for (const line of lines.slice(0, 40)) {
    const found = form.exec(line);
    if (found === null) continue;
    const field = /(?:文号|发文字号)\s*[:：]\s*/.exec(line);
    if (field !== null) return form.exec(line.slice(field.index + field[0].length))?.[0].replace(/\s/g, '') ?? null;
    if (line.replace(found[0], '').trim().length <= 3) return found[0].replace(/\s/g, '');
  }
  return null;
}

/** The plan inside a notice: 现将《X》印发给你们, 《X》已经市政府同意, 关于印发X的通知. */
function titleInNotice(text: string): string | null {
  const quoted =
    /(?:现将|印发|下发|发布)\s*《([^》\n]{4,80})》/.exec(text) ??
    /《([^》\n]{4,80})》[^。\n]{0,30}(?:同意|通过|印发)/.exec(text);
  return quoted?.[1] ?? null;
}

const isNoTitle = (line: string): boolean =>
  line === '' ||
  isPageFurniture(line) ||
  isOnlyDay(line) ||
  /[：:]$|[。；]|^（|^附件|^抄送|文件$/.test(line) ||
  (/号$/.test(line) && /20\d\d/.test(line)) ||
  line.length > 60;

/** A title may run over several short lines; it ends where the kind of document is named. */
function titleInLines(lines: readonly string[]): string | null {
  for (let end = 0; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (isNoTitle(line) || readMarker(line) !== null) continue;
    const plain = line.replace(/的?通知$/, '');
    if (!named.test(plain)) continue;
    let title = plain;
    for (let at = end - 1; at >= 0 && at >= end - 6; at--) {
      const before = lines[at] ?? '';
      if (before === '') continue;
      if (
        isNoTitle(before) ||
        named.test(before) ||
        /(?:政府|办公室|委员会|领导小组|局)$/.test(before) ||
        !isTitleStart(before, title)
      )
        break;
      title = before + title;
    }
    return title.replace(/^.*关于印发/, '').replace(/^《|》$/g, '');
  }
  return null;
}

/** Whole menus stand above titles too: a line belongs to the title only if what follows cannot stand alone. */
const isTitleStart = (before: string, rest: string): boolean =>
  /^(?:\d{4}年|最|的|实施|行动|工作|三年|方案|若干|任务)/.test(rest) && before.length >= 6;

function yearIn(text: string): number | null {
  const single = /(?<![\d—\-–至到])(20\d\d)(?:年(?!\s*[—\-–至到])|年?度)/.exec(
    text.replace(/(20\d\d)年?\s*[—\-–~至到]+\s*20\d\d年?/g, ''),
  );
  return single?.[1] === undefined ? null : Number(single[1]);
}

/** The day of issue: the date under the signature, else the dates of the web page's head. */
function findIssueDay(lines: readonly string[], fields: readonly string[]): string | null {
  const signed = lines.find(isOnlyDay);
  const field = (name: RegExp): string | undefined => fields.find((line) => name.test(line));
  const made = field(/成文日期|发文日期/);
  const shown = field(/发布日期|发布时间/);
  const after = (line: string | undefined, name: RegExp): string | null =>
    line === undefined ? null : findDay(line.slice(line.search(name)));
  return (
    after(made, /成文日期|发文日期/) ??
    (signed === undefined ? null : findDay(signed)) ??
    after(shown, /发布日期|发布时间/) ??
    findDay(lines.find((line) => /日印发$/.test(line)) ?? '')
  );
}

function findIssuer(lines: readonly string[]): string | null {
  const at = lines.findIndex(isOnlyDay);
  const above = lines.slice(0, Math.max(0, at)).findLast((line) => line !== '');
  const isOffice = (line: string | undefined): line is string =>
    line !== undefined && line.length <= 30 && /(?:政府|办公室|委员会|领导小组|局|专班|委|办)$/.test(line);
  if (at > 0 && isOffice(above)) return above;
  const banner = lines.slice(0, 10).find((line) => /(?:政府|办公室|委员会|局)文件$/.test(line));
  return banner?.replace(/文件$/, '') ?? null;
}

/**
 * Reads the head of a document.
 * @param head lines before the first numbered heading  @param tail lines of the end  @param fields web page fields
 */
export function readFrontMatter(input: {
  readonly head: readonly string[];
  readonly tail: readonly string[];
  readonly fields: readonly string[];
  readonly tableTitles: readonly string[];
  readonly fileName: string | null;
}): FrontMatter {
  const { head, tail, fields, tableTitles, fileName } = input;
  const stem = fileName?.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, '') ?? null;
  const documentNumber = findDocumentNumber([...fields, ...head]);
  const title =
    titleInNotice(head.join('\n')) ??
    titleInLines(head) ??
    titleInLines(tableTitles) ??
    tableTitles[0] ??
    head.find((line) => !isNoTitle(line)) ??
    stem ??
    '';
  const issuedOn = findIssueDay(head, fields) ?? findIssueDay(tail, []);
  const numbered = /20\d\d/.exec(documentNumber ?? '')?.[0];
  const year =
    yearIn(title) ??
    (numbered === undefined ? null : Number(numbered)) ??
    (issuedOn === null ? null : Number(issuedOn.slice(0, 4))) ??
    tableTitles.map(yearIn).find((one) => one !== null) ??
    head.map(yearIn).find((one) => one !== null) ??
    (/20\d\d/.test(stem ?? '') ? Number(/20\d\d/.exec(stem ?? '')?.[0]) : null);
  return { title, documentNumber, year, issuedOn, issuer: findIssuer(head) ?? findIssuer(tail) };
}
