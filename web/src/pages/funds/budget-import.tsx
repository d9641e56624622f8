import { Button, Upload } from 'antd';
import { importBudgets } from '../../api/funds.ts';
import { useSend } from '../../api/use-send.ts';
import { figure, money } from '../../parts/figures.ts';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';

/** A table of budgets: lines are made, money is granted, the same row once. */
export function BudgetImport() {
  const send = useSend(importBudgets, ['funds']);
  const done = send.data;
  return (
    <section className="panel panel-pad stack" aria-label="导入预算表">
      <p className="meta">
        Excel 或 CSV，列名：政策标识、资金名称、年度、预算金额（万元）、依据文件。同一行只下达一次，重复导入不会多下达。
      </p>
      <Upload
        accept=".xlsx,.csv"
        showUploadList={false}
        beforeUpload={(file) => {
          send.mutate(file);
          return false;
        }}
      >
        <Button loading={send.isPending}>选择预算表</Button>
      </Upload>
      {send.error && <Failure error={send.error} />}
      {done && (
        <div role="status">
          <p>
            下达&thinsp;{figure(done.granted)}&thinsp;行，新建&thinsp;{figure(done.lines)}
            &thinsp;项预算，以前下达过&thinsp;{figure(done.same)}&thinsp;行；表中合计&thinsp;{money(done.sum)}。
          </p>
          {done.errors.length > 0 && (
            <ul className={page.warning}>
              {done.errors.slice(0, 50).map((each) => (
                <li key={each.row}>
                  第&thinsp;{each.row}&thinsp;行：{each.what}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}
