import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { answerRound, type Round, roundQuery } from '../../api/panels.ts';
import { useAccount } from '../../api/session.ts';
import { useSend } from '../../api/use-send.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useDraft } from '../../parts/use-draft.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { AnswerLine } from './answer-line.tsx';

const route = getRouteApi('/official/panels/$id');

/** One round: the question, who was asked, what was answered and what became of it. */
export function RoundPage() {
  const { id } = route.useParams();
  const query = useQuery(roundQuery(id));
  return <QueryView query={query}>{(round) => <Whole round={round} />}</QueryView>;
}

function Whole({ round }: { readonly round: Round }) {
  const now = useNow();
  const account = useAccount();
  const office = can(account, 'panels.manage');
  const invited = round.members.some((member) => member.person.id === account?.id);
  return (
    <Page
      title={round.title}
      meta={`${round.unit.name}征询，${moment(round.closesAt, now)}\u2009${round.open ? '截止' : '已截止'}`}
      narrow
    >
      <section className="panel" aria-label="征询">
        <p className={`keep-lines ${page.block}`}>{round.question}</p>
        {office && (
          <p className={page.block}>
            {round.members.map((one) => `${one.person.name}（${one.kind.title}，${one.answered}\u2009条）`).join('、')}
          </p>
        )}
      </section>
      {invited && round.open && <AnswerBox round={round.id} />}
      <section className="panel" aria-label="反映的问题">
        {round.answers.length > 0 ? (
          <ul>
            {round.answers.map((answer) => (
              <AnswerLine key={answer.id} answer={answer} office={office} />
            ))}
          </ul>
        ) : (
          <Empty title="还没有反映">收到的反映和处理结果会列在这里。</Empty>
        )}
      </section>
    </Page>
  );
}

function AnswerBox({ round }: { readonly round: string }) {
  const [body, setBody, dropBody] = useDraft(`panel.${round}`, '');
  const send = useSend(answerRound, ['panels']);
  const run = () =>
    send.mutate(
      { round, body: body.trim() },
      {
        onSuccess: () => {
          setBody('');
          dropBody();
        },
      },
    );
  return (
    <section className="panel panel-pad stack" aria-label="我来反映">
      <Input.TextArea
        aria-label="遇到或听到了什么问题"
        placeholder="遇到或听到了什么问题"
        autoSize={{ minRows: 4, maxRows: 14 }}
        maxLength={5000}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      {send.error && <Failure error={send.error} />}
      <div>
        <Button type="primary" size="large" disabled={body.trim().length < 4} loading={send.isPending} onClick={run}>
          反映
        </Button>
      </div>
    </section>
  );
}
