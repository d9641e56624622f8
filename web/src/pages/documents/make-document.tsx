import { App, Button } from 'antd';
import { type DocumentRequest, useDocument } from '../../api/documents.ts';
import { toProblem } from '../../api/problem.ts';
import { useSubmitKey } from '../../api/submit-key.ts';
import { isoDay } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';

/** The two papers that come round with the calendar. */
export function MakeDocument() {
  const { message } = App.useApp();
  const now = useNow();
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
      <Button loading={make.isPending} onClick={() => run({ template: 'weekly' })}>
        生成本周周报
      </Button>
      <Button loading={make.isPending} onClick={() => run({ template: 'circular', month: isoDay(now).slice(0, 7) })}>
        生成本月通报
      </Button>
    </div>
  );
}
