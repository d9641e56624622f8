import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input, message } from 'antd';
import { useState } from 'react';
import { findRating, ratedWindowQuery, rateService } from '../../api/ratings.ts';
import page from '../../parts/page.module.css';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { FollowPanel } from './follow-panel.tsx';
import { GradeChoice } from './grade-choice.tsx';
import { isBad, REASONS } from './grades.ts';

const route = getRouteApi('/public/rate/$window');

/** From the QR code on the counter: one tap for the grade, the rest as one likes. */
export function RatePage() {
  const { window: id } = route.useParams();
  const { rating, code } = route.useSearch();
  const query = useQuery(ratedWindowQuery(id));
  return (
    <QueryView query={query}>
      {(shown) => (
        <Page title={`请评价：${shown.item}`} meta={`${shown.hall} ${shown.title} · ${shown.unit}`} narrow>
          {rating && code ? (
            <FollowPanel id={rating} code={code} />
          ) : (
            <>
              <RateForm window={id} />
              <FindForm window={id} />
            </>
          )}
        </Page>
      )}
    </QueryView>
  );
}

/** Back to one's own bad rating, for whoever has kept the code and not the page. */
function FindForm({ window }: { readonly window: string }) {
  const navigate = route.useNavigate();
  const find = useMutation({
    mutationFn: (code: string) => findRating({ window, code }),
    onSuccess: ({ id }, code) => navigate({ search: { rating: id, code } }),
  });
  return (
    <details className="panel panel-pad">
      <summary>给过差评？凭查询码看整改、再次评价</summary>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        style={{ marginTop: 12 }}
        onFinish={({ code }) => find.mutate(code.trim().toUpperCase())}
      >
        <Form.Item name="code" label="查询码" rules={[{ required: true, message: '请填查询码' }]}>
          <Input maxLength={20} autoComplete="off" placeholder="例如 3RJ7-HEVM" />
        </Form.Item>
        {find.error && <Failure error={find.error} />}
        <Button htmlType="submit" block loading={find.isPending}>
          查看
        </Button>
      </Form>
    </details>
  );
}

function RateForm({ window }: { readonly window: string }) {
  const navigate = route.useNavigate();
  const [grade, setGrade] = useState<number>();
  const [tags, setTags] = useState<readonly string[]>([]);
  const [comment, setComment] = useState('');
  const [phone, setPhone] = useState('');
  const [thanks, setThanks] = useState(false);
  const send = useMutation({
    mutationFn: (chosen: number) =>
      rateService({
        window,
        grade: chosen,
        tags: isBad(chosen) ? tags : [],
        ...(comment.trim() ? { comment: comment.trim() } : {}),
        ...(phone.trim() ? { phone: phone.trim() } : {}),
      }),
    onSuccess: ({ id, code, bad }) => (bad ? navigate({ search: { rating: id, code } }) : setThanks(true)),
    onError: (error: Error) => void message.error(error.message),
  });
  if (thanks)
    return (
      <section className="panel">
        <p className={page.block} role="status">
          谢谢您的评价。
        </p>
      </section>
    );
  return (
    <section className="panel">
      <div className={page.block}>
        <GradeChoice value={grade} onChange={setGrade} />
      </div>
      {isBad(grade) && (
        <div className={page.block}>
          <h2>哪里不满意（可多选）</h2>
          <Checkbox.Group options={[...REASONS]} value={[...tags]} onChange={(next) => setTags(next.map(String))} />
        </div>
      )}
      {grade !== undefined && (
        <div className={page.block}>
          <label htmlFor="rate-comment">想说的话（选填）</label>
          <Input.TextArea
            id="rate-comment"
            rows={3}
            maxLength={500}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <label htmlFor="rate-phone">手机号（选填，只用于回访）</label>
          <Input
            id="rate-phone"
            inputMode="tel"
            maxLength={11}
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
        </div>
      )}
      <div className={page.block}>
        <Button
          type="primary"
          size="large"
          block
          disabled={grade === undefined}
          loading={send.isPending}
          onClick={() => grade !== undefined && send.mutate(grade)}
        >
          提交评价
        </Button>
        <p className="meta">评价提交后不能更改。不满意的，有关单位会在 1 个工作日内联系您并限期整改。</p>
      </div>
    </section>
  );
}
