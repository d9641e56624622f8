import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { type LedgerImport, useImportLedger } from '../../api/ledger.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { Failure } from '../../parts/states.tsx';
import { useTitle } from '../../parts/use-title.ts';
import styles from './lines.module.css';

/** A ledger that was filled in comes back: what would change is shown before anything does. */
export function ImportLedgerPage() {
  useTitle('导入台账');
  const send = useImportLedger();
  const [file, setFile] = useState<File>();
  const key = useSubmitKey();
  const run = (chosen: File, dryRun: boolean) => {
    setFile(chosen);
    // A file may be filled in further under the same name: each trial is its own act.
    if (dryRun) key.accepted();
    send.mutate({ file: chosen, dryRun, key: key.keyFor(dryRun) });
  };
  return (
    <section className="panel panel-pad stack" style={{ maxWidth: 800 }}>
      <h1 className="page-title">导入台账</h1>
      <p className="meta">先从事项列表导出台账，在 Excel 里填好再传回来。先试算，看过要改什么，再确认。</p>
      <DropFile
        accept=".xlsx"
        what="把填好的台账拖到这里"
        hint="Excel（.xlsx），从事项列表导出的那一份"
        busy={send.isPending}
        onFile={(chosen) => run(chosen, true)}
      />
      {send.error && <Failure error={send.error} />}
      {send.data && file && <Outcome result={send.data} busy={send.isPending} onApply={() => run(file, false)} />}
    </section>
  );
}

type OutcomeProps = { readonly result: LedgerImport; readonly busy: boolean; readonly onApply: () => void };

function Outcome({ result, busy, onApply }: OutcomeProps) {
  const { rows, applied, dryRun, changes, errors } = result;
  if (!dryRun) {
    return (
      <p role="status">
        已改&thinsp;{applied}&thinsp;件。<Link to="/matters">看事项列表</Link>
      </p>
    );
  }
  return (
    <div className="stack" role="status">
      <p>
        共&thinsp;{rows}&thinsp;行，会改&thinsp;{changes.length}&thinsp;件，有问题&thinsp;{errors.length}&thinsp;处。
      </p>
      <ul className={styles.lines}>
        {errors.map((error) => (
          <li key={`${error.row}-${error.column}-${error.message}`}>
            第&thinsp;{error.row}&thinsp;行 {error.column}：{error.message}
          </li>
        ))}
        {changes.slice(0, 100).map((change) => (
          <li key={change.row}>
            {change.number}：{change.says.join('；')}
          </li>
        ))}
      </ul>
      {changes.length > 0 && errors.length === 0 && (
        <div>
          <Button type="primary" loading={busy} onClick={onApply}>
            确认改这&thinsp;{changes.length}&thinsp;件
          </Button>
        </div>
      )}
    </div>
  );
}
