import type { Edit } from './mapped.ts';

const PAGE_NUMBER =
  /^[-—–－]*\s*\d{1,4}\s*[-—–－]+$|^[-—–－]+\s*\d{1,4}\s*[-—–－]*$|^第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?$|^\d{1,4}\s*\/\s*\d{1,4}$/;

/** What a web page or a printer adds around a document: menus, counters, share bars, page numbers. */
const whole = [
  /^(?:平台注册入口|行业新闻|网站首页|首页|设为首页|加入收藏|网站地图|联系我们|关于我们|无障碍(?:阅读|浏览)?|长者(?:模式|专区)|返回(?:顶部|首页|列表)?|打印(?:本页|此页)?|关闭(?:窗口|本页|页面)?|收藏|用户登录|登录|注册|政务公开|信息公开|通知公告|新闻中心|相关链接|相关阅读|友情链接|扫一扫.*|保护视力色.*|阅读全文)$/,
  /^(?:当前位置|您(?:现在|当前)?所在的?位置|您的位置)\s*[:：].*$/,
  /^(?:上一篇|下一篇|上一条|下一条|分享(?:到|至)?|字体(?:大小)?|字号|责任编辑|编辑|点击(?:数|率|量)|阅读(?:数|量|次数)?|访问量|浏览次数|打印|附件下载|扫码.*|微信|微博)\s*[:：].*$/,
  /^(?:分享|字体|字号|打印|微信|微博|QQ空间)(?:\s*[:：[【(（|].*)?$/,
  /^【?(?:字体|字号)\s*[:：]?\s*(?:大|中|小)(?:[\s|]*(?:大|中|小))*】?.*$/,
  /^.*(?:ICP备|公网安备|版权所有|主办单位[:：].*承办单位[:：]|Copyright|网站标识码).*$/i,
  PAGE_NUMBER,
];
/** Fields of the page's head. Their dates and numbers are read before the lines are dropped. */
const field =
  /(?:索引号|成文日期|公开方式|组配分类|发布日期|发布时间|发文日期|发布机构|信息来源|浏览次数|点击数|阅读次数|主题分类|有效性|生成日期)\s*[:：]/;

export const isPageField = (line: string): boolean => line.length < 200 && field.test(line) && !/[。；]$/.test(line);

/** A line that is no part of the document. */
export const isPageFurniture = (line: string): boolean => {
  const text = line.trim();
  return text !== '' && text.length <= 200 && (whole.some((pattern) => pattern.test(text)) || isPageField(text));
};

/** Page numbers, wherever they fall: inside the cell of a table they would become part of what it says. */
export function pageNumberEdits(text: string): Edit[] {
  const edits: Edit[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    if (!line.startsWith('\t') && PAGE_NUMBER.test(line.trim()) && start > 0)
      edits.push({ start: start - 1, end, after: '', kind: 'navigation', note: '删除页码' });
    start = end + 1;
  }
  return edits;
}
