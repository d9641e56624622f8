import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { type ColumnChoice, type PlanSource, useReadPlan } from '../../api/plans.ts';
import { isProblem } from '../../api/problem.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { Failure } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import { ColumnsForm } from './columns-form.tsx';
import styles from './plans.module.css';

/** Drop the document or paste it; what was read is kept as a draft at once. */
export function ImportPage() {
  useTitle('导入计划');
  const navigate = useNavigate();
  const read = useReadPlan();
  const [text, setText] = useState('');
  const key = useSubmitKey();
  const [table, setTable] = useState<PlanSource>();
  const start = (source: PlanSource, columns?: ColumnChoice) => {
    setTable('file' in source ? source : undefined);
    const words = ['text' in source ? source.text : [source.file.name, source.file.size], columns];
    read.mutate(
      { source, key: key.keyFor(words), ...(columns && { columns }) },
      { onSuccess: ({ id }) => void navigate({ to: '/plans/$id/review', params: { id } }) },
    );
  };
  return (
    <div className={styles.page} style={{ maxWidth: 800 }}>
      <h1 className={`page-title ${styles.title}`}>导入计划</h1>
      <section className="panel panel-pad stack">
        <DropFile busy={read.isPending} onFile={(file) => start({ file })} />
        <div className="stack" style={{ gap: 8 }}>
          <label htmlFor="plan-text">或把正文粘贴在这里</label>
          <Input.TextArea
            id="plan-text"
            autoSize={{ minRows: 6, maxRows: 20 }}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="连同标题、文号和附件里的任务清单一起粘贴；网页上的导航行不用删。"
          />
          <div>
            <Button
              type="primary"
              disabled={text.trim().length < 20}
              loading={read.isPending}
              onClick={() => start({ text })}
            >
              拆解
            </Button>
          </div>
        </div>
        {read.isPending && <p role="status">正在读文件、拆条目、认单位，一般不超过十秒。</p>}
        {read.error && <Failure error={read.error} />}
        {table && isProblem(read.error, 'plan.no-tasks') && (
          <ColumnsForm busy={read.isPending} onColumns={(columns) => start(table, columns)} />
        )}
        <p className="meta">
          涉密不上网：涉密和内部文件不得上传。导入后先进入核对，核对无误再发布；发布前不会通知任何单位。
        </p>
      </section>
    </div>
  );
}
