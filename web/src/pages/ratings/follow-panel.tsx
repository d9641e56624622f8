import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, message } from 'antd';
import { useState } from 'react';
import { answerAgain, progressQuery } from '../../api/ratings.ts';
import page from '../../parts/page.module.css';
import { QueryView } from '../../parts/query-view.tsx';
import { GradeChoice } from './grade-choice.tsx';
import { gradeWord } from './grades.ts';

type Props = { readonly id: string; readonly code: string };

/** After a bad rating: how far it is mended, and the second answer, which only the rater can give. */
export function FollowPanel({ id, code }: Props) {
  const query = useQuery(progressQuery(id, code));
  const queries = useQueryClient();
  const [grade, setGrade] = useState<number>();
  const send = useMutation({
    mutationFn: (chosen: number) => answerAgain(id, { code, grade: chosen }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ratings', 'progress', id] }),
    onError: (error: Error) => void message.error(error.message),
  });
  return (
    <QueryView query={query}>
      {(shown) => (
        <section className="panel">
          <div className={page.block} role="status">
            <p>
              您的评价：<strong>{gradeWord(shown.grade)}</strong>
              {shown.status && <>，整改进度：{shown.status}</>}
            </p>
            <p>
              查询码 <strong>{code}</strong>
            </p>
            <p className="meta">
              请收藏本页，或记下查询码（再扫窗口的码，凭它回到这里）。整改完成后请再次评价；没有您的再次评价，差评不会销号。
            </p>
          </div>
          {shown.secondGrade !== undefined && (
            <p className={page.block}>您已再次评价：{gradeWord(shown.secondGrade)}</p>
          )}
          {shown.mayAnswer && (
            <div className={page.block}>
              <h2>整改后，您是否满意</h2>
              <GradeChoice value={grade} onChange={setGrade} />
              <Button
                type="primary"
                size="large"
                block
                style={{ marginTop: 16 }}
                disabled={grade === undefined}
                loading={send.isPending}
                onClick={() => grade !== undefined && send.mutate(grade)}
              >
                提交再次评价
              </Button>
            </div>
          )}
        </section>
      )}
    </QueryView>
  );
}
