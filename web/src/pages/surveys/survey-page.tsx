import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Form, Input, Popconfirm } from 'antd';
import { useAccount } from '../../api/session.ts';
import { closeSurvey, drawSurvey, type Survey, surveyFile, surveyQuery } from '../../api/surveys.ts';
import { useSend } from '../../api/use-send.ts';
import { share } from '../../parts/figures.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { moment } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import { can } from '../../shell/permissions.ts';
import { Results } from './results.tsx';
import { STATUS } from './surveys-page.tsx';

const route = getRouteApi('/official/surveys/$id');

/** One survey: how whom was drawn, how many answered, and what they said once it is over. */
export function SurveyPage() {
  const { id } = route.useParams();
  const query = useQuery(surveyQuery(id));
  return <QueryView query={query}>{(survey) => <Whole survey={survey} />}</QueryView>;
}

function Whole({ survey }: { readonly survey: Survey }) {
  const now = useNow();
  const may = can(useAccount(), 'surveys.manage');
  const { id, status } = survey;
  const close = useSend(closeSurvey, ['surveys']);
  return (
    <Page
      title={`${survey.title}（${survey.period}）`}
      meta={`第 ${survey.number} 号，${STATUS[status]}，${moment(survey.closesAt, now)}\u2009截止${
        survey.asked > 0
          ? `；发出 ${survey.asked} 份，收回 ${survey.answered} 份（${share(survey.answered, survey.asked)}）`
          : ''
      }`}
      actions={
        <>
          {status === 'closed' && <Button href={surveyFile(id, 'export')}>导出结果</Button>}
          {survey.seed && <Button href={surveyFile(id, 'verification')}>抽样核验页</Button>}
          {may && status === 'running' && <Button href={surveyFile(id, 'links')}>短信名单</Button>}
          {may && status === 'running' && (
            <Popconfirm title="截止后不能再答，确定提前截止？" onConfirm={() => close.mutate({ id })}>
              <Button loading={close.isPending}>提前截止</Button>
            </Popconfirm>
          )}
        </>
      }
      narrow
    >
      {close.error && <Failure error={close.error} />}
      {status === 'announced' && may && <Draw id={id} />}
      {status === 'closed' && <Results survey={survey} />}
      {status === 'running' && (
        <section className="panel">
          <Empty title="截止后公布结果">进行中不看结果：两次看到的结果相减，会露出中间那一家答了什么。</Empty>
        </section>
      )}
      {survey.texts && <Texts texts={survey.texts} asked={survey.asked} isOver={status === 'closed'} />}
      <Strata survey={survey} />
      <Frame survey={survey} />
    </Page>
  );
}

type TextsProps = { readonly texts: NonNullable<Survey['texts']>; readonly asked: number; readonly isOver: boolean };

/** How far the invitations by text message have got; to whom an answer belongs stays unknown. */
function Texts({ texts: { isLive, sent, noNumber, failed }, asked, isOver }: TextsProps) {
  const rest = Math.max(0, asked - sent - noNumber - failed);
  return (
    <section className="panel panel-pad" aria-label="短信邀请">
      <p>
        短信邀请：已发 {sent} 户{noNumber > 0 ? `，没有手机号 ${noNumber} 户` : ''}
        {failed > 0 ? `，没有发出去 ${failed} 户` : ''}
        {rest > 0 && (isOver ? `，截止时还有 ${rest} 户没有发` : `，还有 ${rest} 户排队`)}。
      </p>
      {!isLive && <p className="meta">本站没有接短信网关：短信只记录、不外发，企业从“问卷调查”里打开。</p>}
    </section>
  );
}

function Draw({ id }: { readonly id: string }) {
  const send = useSend(drawSurvey, ['surveys']);
  return (
    <section className="panel panel-pad" aria-label="抽样">
      <Form<{ source: string; value: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(seed) => send.mutate({ id, ...seed })}
        style={{ maxWidth: 560 }}
      >
        <p style={{ marginBottom: 16 }}>名册已经冻结。请填一个公告之后才产生的公开数值作种子，谁也不能预先挑人。</p>
        <Form.Item name="source" label="数值出处" rules={[{ required: true, message: '请写出处' }]}>
          <Input maxLength={200} placeholder="例如：福彩 3D 第 2026310 期开奖号码" />
        </Form.Item>
        <Form.Item name="value" label="数值" rules={[{ required: true, message: '请填数值' }]}>
          <Input maxLength={200} style={{ width: 220 }} />
        </Form.Item>
        <FormFoot submit="抽样并发出邀请" sending={send} />
      </Form>
    </section>
  );
}

function Strata({ survey }: { readonly survey: Survey }) {
  return (
    <Scroll panel title="抽样和回收">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">抽样和回收</th>
            {['名册', '抽中', '入样概率', '收回', '回收率'].map((each) => (
              <th key={each} scope="col" className={page.number ?? ''}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {survey.strata.map((each) => (
            <tr key={each.stratum}>
              <th scope="row" style={{ fontWeight: 400 }}>
                {each.stratum}
              </th>
              <td className={page.number ?? ''}>{each.population}</td>
              <td className={page.number ?? ''}>{each.asked}</td>
              <td className={page.number ?? ''}>{share(each.asked, each.population)}</td>
              <td className={page.number ?? ''}>{each.answered}</td>
              <td className={page.number ?? ''}>{share(each.answered, each.asked)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Frame({ survey: { frame, seed, least } }: { readonly survey: Survey }) {
  return (
    <section className="panel panel-pad" aria-label="名册和规则">
      <p>
        名册&thinsp;{frame.count}&thinsp;户，另有&thinsp;{frame.excluded}
        &thinsp;户因近&thinsp;90&thinsp;天已被抽中不再打扰；少于&thinsp;
        {least}&thinsp;份的不单独公布。
      </p>
      <p className="meta" style={{ overflowWrap: 'anywhere' }}>
        名册根 {frame.root}
      </p>
      {seed && (
        <p className="meta" style={{ overflowWrap: 'anywhere' }}>
          种子出自 {seed.by}：{seed.value}
        </p>
      )}
    </section>
  );
}
