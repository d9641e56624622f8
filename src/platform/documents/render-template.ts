import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { refuse } from '#kernel';

/**
 * Fills a Word template: {标题}, {#事项}…{/事项} for each, {^事项}…{/事项} for none. A name that the data lack stays
 * empty; a template that an office has broken is refused with the places.
 */
export function renderTemplate(template: Uint8Array, data: Readonly<Record<string, unknown>>): Uint8Array {
  try {
    const document = new Docxtemplater(new PizZip(template), {
      paragraphLoop: true,
      linebreaks: true,
      nullGetter: () => '',
    });
    document.render(data);
    return document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
  } catch (error) {
    throw refuse({
      code: 'document.template',
      kind: 'invalid',
      what: '文书模板有误，不能生成',
      why: explain(error),
      todo: '请在 Word 中改正模板：每个 {#名称} 要有对应的 {/名称}，花括号成对',
    });
  }
}

type TemplateError = {
  readonly properties?: { readonly id?: string; readonly xtag?: string; readonly errors?: readonly TemplateError[] };
};

const SAYS: Readonly<Record<string, string>> = {
  unopened_tag: '多了一个右花括号',
  unclosed_tag: '少了一个右花括号',
  unopened_loop: '没有对应的开头',
  unclosed_loop: '没有对应的结尾',
  closing_tag_does_not_match_opening_tag: '开头和结尾的名称不同',
};

function explain(error: unknown): string {
  const { properties } = error as TemplateError;
  const errors = properties?.errors ?? (properties ? [{ properties }] : []);
  if (errors.length === 0) return '文件不是有效的 .docx';
  return errors
    .slice(0, 5)
    .map(({ properties: each }) => `“${each?.xtag ?? ''}”：${SAYS[each?.id ?? ''] ?? '写法有误'}`)
    .join('；');
}
