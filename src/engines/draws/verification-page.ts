import { type Check, verifierSource } from './browser-verifier.ts';
import type { DrawRecord } from './draw.ts';

/**
 * One offline HTML file with the record inside: opened from a disk, it repeats the draw in the browser and says what
 * holds. Its own policy forbids every network request, so nobody needs to trust more than the file and the browser.
 *
 * @example writeFile('draw-12.html', verificationPage(record))
 */
export function verificationPage(record: DrawRecord): string {
  // `<` is escaped so that no text in the record can end the script element.
  const data = JSON.stringify(record).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<title>第 ${record.number} 号抽取核验</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1 id="title"></h1>
<p id="about"></p>
<p id="verdict" role="status">正在核验……</p>
<ul id="checks"></ul>
<h2>与公告核对</h2>
<p><label for="published">粘贴抽取前公布的摘要：</label><input id="published" spellcheck="false" autocomplete="off"> <b id="compared" role="status"></b></p>
<h2>抽取结果</h2>
<div class="wide" tabindex="0" role="region" aria-label="抽取结果"><table><thead><tr><th>层</th><th>代码</th><th>结果</th><th>入样概率</th><th>签号</th></tr></thead><tbody id="drawn"></tbody></table></div>
<section id="team" hidden><h2>检查人员</h2>
<div class="wide" tabindex="0" role="region" aria-label="检查人员"><table><thead><tr><th>对象</th><th>检查人员</th><th>缺员</th><th>未参与抽取的人员及理由</th></tr></thead><tbody id="assigned"></tbody></table></div></section>
<details id="frame"><summary>全部名册</summary><div class="wide" tabindex="0" role="region" aria-label="全部名册"><table><thead><tr><th>层</th><th>代码</th><th>入样概率</th></tr></thead><tbody id="units"></tbody></table></div></details>
<h2>怎样独立核验</h2>
<p>签号 = HMAC-SHA-256（密钥为种子的 64 位文本，内容为“期次|代码”），以十六进制比较，小者先抽。名册逐行按代码排序，写成键名排序的 JSON，组成 RFC 6962 默克尔树。本页不联网，全部计算在本机完成。</p>
</main>
<script type="application/json" id="record">${data}</script>
<script>
${verifierSource()}
${showRecord}
${compareAnnouncement}
${addRow}
const record = JSON.parse(document.getElementById('record').textContent);
showRecord(record, verifyRecord);
</script>
</body>
</html>
`;
}

/** Runs in the page; what it calls beside it is embedded by name, so nothing here may be imported. */
async function showRecord(record: DrawRecord, verify: (record: DrawRecord) => Promise<Check[]>): Promise<void> {
  const at = (id: string) => document.getElementById(id) as HTMLElement;
  at('title').textContent = `第 ${record.number} 号抽取：${record.plan.purpose}`;
  const again = record.replaces ? `；重抽，替代第 ${record.replaces.number} 号，理由：${record.replaces.reason}` : '';
  at('about').textContent = `抽取时间 ${record.drawnAt}；期次 ${record.plan.period}${again}`;
  at('published').oninput = () => compareAnnouncement(record);
  const chances = new Map<string, string>();
  for (const { stratum, drawn, size, selected, substitutes } of record.strata) {
    const chance = `${drawn}/${size}（${((100 * drawn) / size).toFixed(2)}%）`;
    chances.set(stratum, chance);
    for (const { code, ticket } of selected) addRow('drawn', [stratum, code, '抽中', chance, ticket]);
    for (const { code, ticket } of substitutes) addRow('drawn', [stratum, code, '候补', chance, ticket]);
  }
  at('team').hidden = record.assignments.length === 0;
  for (const { code, inspectors, missing, excluded } of record.assignments) {
    const passedOver = excluded.map((one) => `${one.code}（${one.reason}）`).join('、');
    addRow('assigned', [code, inspectors.map((one) => one.code).join('、'), String(missing), passedOver]);
  }
  at('frame').ontoggle = () => {
    if (at('units').childElementCount > 0) return;
    for (const { code, stratum } of record.units) addRow('units', [stratum, code, chances.get(stratum) || '']);
    for (const { code, reason } of record.exclusions) addRow('units', ['剔除', code, reason]);
  };
  const checks = await verify(record).catch((cause) => [{ title: '记录无法核验', ok: false, detail: String(cause) }]);
  for (const { title, ok, detail } of checks) {
    const item = document.createElement('li');
    item.className = ok ? 'ok' : 'bad';
    item.textContent = `${ok ? '✓' : '✗'} ${title} ${detail}`;
    at('checks').append(item);
  }
  const first = checks.find(({ ok }) => !ok);
  at('verdict').className = first ? 'bad' : 'ok';
  at('verdict').textContent = first
    ? `核验不通过：“${first.title}”不成立`
    : '核验通过：记录完整，结果可由名册、规则和种子重算得出';
}

function compareAnnouncement(record: DrawRecord): void {
  const typed = (document.getElementById('published') as HTMLInputElement).value.trim().toLowerCase();
  const same = typed === record.announcement.hash;
  const shown = document.getElementById('compared') as HTMLElement;
  shown.className = same ? 'ok' : 'bad';
  shown.textContent = typed === '' ? '' : same ? '与公告一致' : '与公告不一致';
}

function addRow(id: string, cells: readonly string[]): void {
  const row = document.createElement('tr');
  for (const text of cells) row.append(Object.assign(document.createElement('td'), { textContent: text }));
  (document.getElementById(id) as HTMLElement).append(row);
}

const STYLE = `body{font:16px/1.6 "Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;margin:0;color:#1f1f1f;background:#fff}
main{max-width:960px;margin:0 auto;padding:16px}h1{font-size:22px}h2{font-size:18px}
#verdict{font-size:20px;padding:12px 16px;border-radius:6px;background:#f5f5f5}
#verdict.ok{background:#e6f4ea}#verdict.bad{background:#fdecea}
.ok{color:#0b6b2b}.bad{color:#b3261e}ul{padding:0;list-style:none}li{overflow-wrap:anywhere}
input{font:14px monospace;width:100%;box-sizing:border-box;padding:6px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}td,th{border:1px solid #d0d0d0;padding:4px 8px;text-align:left}
#drawn td:last-child{min-width:24em;font:12px monospace;overflow-wrap:anywhere}
@media print{details,input{display:none}}`;
