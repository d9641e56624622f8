import { Button, Progress } from 'antd';
import { useState } from 'react';
import { Failure } from '../states.tsx';
import styles from './bulk-bar.module.css';
import type { BulkRun } from './use-bulk-run.ts';

type Props = { readonly run: BulkRun & { readonly again: () => void }; readonly onClose: () => void };

/** How far it has got, then what became of each: every exception has a name and a reason. */
export function BulkOutcome({ run, onClose }: Props) {
  const [all, setAll] = useState(false);
  const { things, results, running } = run;
  const refused = results.filter((each) => !each.ok);
  const done = results.length - refused.length;
  const names = new Map(things.map((each) => [each.id, each.name]));
  const shown = all ? results : refused;
  const words = running
    ? `正在${run.title}：${results.length}/${things.length}`
    : `${run.title}：已办\u2009${done}\u2009件${refused.length > 0 ? `，未办\u2009${refused.length}\u2009件` : ''}`;
  return (
    <div className={styles.outcome}>
      <div className="row">
        <strong role="status">{words}</strong>
        {!running && done > 0 && (
          <Button type="link" size="small" aria-expanded={all} onClick={() => setAll((was) => !was)}>
            {all ? '只看没有办成的' : '逐件看结果'}
          </Button>
        )}
        {!running && (
          <Button type="text" size="small" onClick={onClose}>
            知道了
          </Button>
        )}
      </div>
      {running && (
        <Progress
          percent={Math.round((results.length / Math.max(1, things.length)) * 100)}
          showInfo={false}
          size="small"
          aria-label={words}
        />
      )}
      {run.error !== undefined && <Failure error={run.error} onRetry={run.again} />}
      {shown.length > 0 && (
        <ul className={styles.results} aria-label="逐件结果">
          {shown.map((result) => (
            <li key={result.id}>
              <span className={result.ok ? 'meta' : undefined}>{result.ok ? '已办' : '未办'}</span>
              <span>
                {names.get(result.id) ?? result.id}
                {result.problem && <span className="meta">&ensp;{result.problem}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
