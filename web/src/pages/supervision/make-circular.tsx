import { App } from 'antd';
import { useDocument } from '../../api/documents.ts';
import { toProblem } from '../../api/problem.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import { IssueButton } from '../../parts/issue-button.tsx';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** The month's circular: one click, then Word. */
export function MakeCircular() {
  const { message } = App.useApp();
  const month = isoDay(useNow()).slice(0, 7);
  const make = useDocument();
  const key = useSubmitKey();
  const run = () =>
    make.mutate(
      { request: { template: 'circular', month }, key: key.keyFor(month) },
      {
        onSuccess: (made) => {
          message.success(`已生成 ${made.title}`);
          window.open(made.url, '_blank', 'noopener');
          key.accepted();
        },
        onError: (error) => void message.error(toProblem(error).body.title),
      },
    );
  return (
    <IssueButton
      primary
      what={`${month.replace('-', '年')}月通报`}
      same={(each) => each.template === 'circular' && each.period === month}
      loading={make.isPending}
      onIssue={run}
    >
      生成本月通报
    </IssueButton>
  );
}
