import { App } from 'antd';
import { type DocumentRequest, useDocument } from '../../api/documents.ts';
import { toProblem } from '../../api/problem.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import { IssueButton } from '../../parts/issue-button.tsx';
import { isoDay, plusDays } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

const mondayOf = (day: string): string => plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The two papers that come round with the calendar. */
export function MakeDocument() {
  const { message } = App.useApp();
  const today = isoDay(useNow());
  const month = today.slice(0, 7);
  const make = useDocument();
  const key = useSubmitKey();
  const run = (request: DocumentRequest) =>
    make.mutate(
      { request, key: key.keyFor(request) },
      {
        onSuccess: (made) => {
          message.success(`已生成 ${made.title}`);
          key.accepted();
        },
        onError: (error) => void message.error(toProblem(error).body.title),
      },
    );
  return (
    <div className="row">
      <IssueButton
        what="本周周报"
        same={(each) => each.template === 'weekly' && each.period === mondayOf(today)}
        loading={make.isPending}
        onIssue={() => run({ template: 'weekly' })}
      >
        生成本周周报
      </IssueButton>
      <IssueButton
        what={`${month.replace('-', '年')}月通报`}
        same={(each) => each.template === 'circular' && each.period === month}
        loading={make.isPending}
        onIssue={() => run({ template: 'circular', month })}
      >
        生成本月通报
      </IssueButton>
    </div>
  );
}
