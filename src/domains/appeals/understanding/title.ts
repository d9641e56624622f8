const LONGEST = 40;

// How letters begin: 尊敬的领导：您好！我是XX公司的法人，
const OPENING =
  /^(?:尊敬的[^，。！：:\n]{0,20}[，。！：:\s]*|各位?领导[，。！：:\s]*|[您你]们?好[，。！!：:\s]*|(?:我|本人)(?:是|系)[^，。！\n]{1,40}[，。！]\s*|我(?:司|公司|厂|们公司|们)(?:是|系)[^，。！\n]{1,40}[，。！]\s*|(?:现)?(?:反映|咨询|投诉)(?:一下)?(?:如下)?(?:问题)?[：:]\s*)+/;

/**
 * A title from what people write: the first sentence that says something, cut at a comma where it is long.
 * @example titleOf('您好！我公司申请双回路供电已两个月，至今没有回复。请帮忙。') // '我公司申请双回路供电已两个月，至今没有回复'
 */
export function titleOf(body: string): string {
  const text = body.normalize('NFC').trim();
  const rest = text.replace(OPENING, '').trim();
  const sentence = firstSentence(rest.length >= 4 ? rest : text);
  const signs = [...sentence];
  if (signs.length <= LONGEST) return sentence;
  const head = signs.slice(0, LONGEST).join('');
  const comma = Math.max(head.lastIndexOf('，'), head.lastIndexOf(','), head.lastIndexOf('、'), head.lastIndexOf('；'));
  return comma >= 10 ? head.slice(0, comma) : `${signs.slice(0, LONGEST - 1).join('')}…`;
}

function firstSentence(text: string): string {
  const parts = text.split(/[。！？!?\n\r；;]+/).map((each) => each.trim());
  return parts.find((each) => [...each].length >= 4) ?? parts.find((each) => each !== '') ?? '（无内容）';
}
