import { Button } from 'antd';
import styles from './bulk-bar.module.css';
import type { Addressed } from './by-holder.ts';

type Props = { readonly papers: readonly Addressed[]; readonly onIssue: () => void; readonly onCancel: () => void };

/** A number of an official document is taken for good: what will be issued, and to whom, is read before. */
export function BulkOrders({ papers, onIssue, onCancel }: Props) {
  return (
    <div className={styles.form}>
      <p>
        将生成&thinsp;<strong>{papers.length}</strong>&thinsp;份督办单，每家单位一份，生成时编定文号，文号用后不收回：
      </p>
      <ul className={styles.results}>
        {papers.map((paper) => (
          <li key={paper.unit}>
            <span>{paper.name}</span>
            <span className="meta">{paper.ids.length}&thinsp;件</span>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button type="primary" onClick={onIssue}>
          {`生成 ${papers.length} 份督办单`}
        </Button>
        <Button onClick={onCancel}>不生成</Button>
      </div>
    </div>
  );
}
