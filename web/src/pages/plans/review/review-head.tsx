import type { Plan } from '../../../api/types/index.ts';
import { dotted } from '../../../parts/dotted.ts';
import { WhyPopover } from '../../../parts/why-popover.tsx';
import { type Check, measuresOf } from './doubts.ts';
import { Publish } from './publish.tsx';
import styles from './review.module.css';
import type { SaveState, useReview } from './use-review.ts';

type Props = {
  readonly plan: Plan;
  readonly review: ReturnType<typeof useReview>;
  readonly onCheck: (check: Check) => void;
};

const saveWords: Readonly<Record<SaveState, string>> = {
  saved: '已保存',
  saving: '正在保存…',
  failed: '没有存上，再改一处时会一并再存',
  conflict: '别人刚改过这份计划，请刷新后再改',
};

export function ReviewHead({ plan, review, onCheck }: Props) {
  const { draft } = review;
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
            <WhyPopover label={`修复 ${draft.repairs.length} 处`} title="读文件时修复了这些">
              {[...new Set(draft.repairs.map((repair) => repair.note))].join('\n')}
            </WhyPopover>
          )}
          {draft.findings && draft.findings.length > 0 && (
            <WhyPopover label={`原文疑点 ${draft.findings.length} 处`} title="原文自身的疑点（未改动）">
              {draft.findings.map((finding) => finding.note).join('\n')}
            </WhyPopover>
          )}
          <span role="status">{saveWords[review.state]}</span>
        </div>
      </div>
      {plan.status === 'draft' && <Publish plan={plan} review={review} count={count} onCheck={onCheck} />}
    </header>
  );
}
