import { Button } from 'antd';
import { useState } from 'react';
import type { ProblemBody } from '../../../api/problem.ts';
import type { Plan, Span } from '../../../api/types/index.ts';
import { dotted } from '../../../parts/dotted.ts';
import { WhyPopover } from '../../../parts/why-popover.tsx';
import { Discard } from './discard.tsx';
import { type Check, measuresOf } from './doubts.ts';
import { Publish } from './publish.tsx';
import { RepairsPanel } from './repairs-panel.tsx';
import styles from './review.module.css';
import type { SaveState, useReview } from './use-review.ts';

type Props = {
  readonly plan: Plan;
  readonly review: ReturnType<typeof useReview>;
  readonly onCheck: (check: Check) => void;
  readonly onShow: (place: Span | undefined) => void;
};

const saveWords: Readonly<Record<SaveState, string>> = {
  saved: '已保存',
  saving: '正在保存…',
  failed: '没有存上，再改一处时会一并再存',
  conflict: '没有保存',
};

export function ReviewHead({ plan, review, onCheck, onShow }: Props) {
  const { draft } = review;
  const [repairs, setRepairs] = useState(false);
  const count = measuresOf(draft).length;
  return (
    <header className={styles.head}>
      <div className="grow">
        <h1 className="page-title">{draft.title}</h1>
        <div className="row meta">
          <span>
            {dotted(
              draft.documentNumber,
              draft.source.name,
              `${draft.tasks.length}\u2009项任务`,
              `${count}\u2009条措施`,
            )}
          </span>
          {draft.repairs.length > 0 && (
            <Button
              size="small"
              type="text"
              aria-expanded={repairs}
              onClick={() => {
                setRepairs(!repairs);
                onShow(undefined);
              }}
            >
              修复&thinsp;{draft.repairs.length}&thinsp;处
            </Button>
          )}
          {draft.findings && draft.findings.length > 0 && (
            <WhyPopover label={`原文疑点 ${draft.findings.length} 处`} title="原文自身的疑点（未改动）">
              {draft.findings.map((finding) => finding.note).join('\n')}
            </WhyPopover>
          )}
          <span role="status">{saveWords[review.state]}</span>
        </div>
        {review.conflict && <Conflict problem={review.conflict} />}
        {repairs && <RepairsPanel repairs={draft.repairs} onShow={onShow} />}
      </div>
      {plan.status === 'draft' && (
        <div className="row" style={{ alignItems: 'flex-start' }}>
          <Discard plan={plan} review={review} />
          <Publish plan={plan} review={review} count={count} onCheck={onCheck} />
        </div>
      )}
    </header>
  );
}

/** Nothing is written over another's work; what he did must be read first. */
function Conflict({ problem }: { readonly problem: ProblemBody }) {
  return (
    <div role="alert" className="row">
      <span>
        {[problem.title, problem.why].filter(Boolean).join('，')}。您之后的改动没有存上，载入最新的以后请再改一次。
      </span>
      <Button size="small" type="primary" onClick={() => window.location.reload()}>
        载入最新的
      </Button>
    </div>
  );
}
