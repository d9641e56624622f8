import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { type Answers, type Asked, answerSurvey, askedQuery, type Question } from '../../api/surveys.ts';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty, Failure } from '../../parts/states.tsx';
import { dayText } from '../../parts/time.ts';
import { useNow } from '../../parts/use-now.ts';
import styles from './answer-page.module.css';

const GRADES = [
  { code: 5, title: '非常满意' },
  { code: 4, title: '满意' },
  { code: 3, title: '基本满意' },
  { code: 2, title: '不满意' },
  { code: 1, title: '非常不满意' },
];

/** What stands after the sign # goes to no server. */
export function AnswerPage() {
  return <AnswerSheet token={window.location.hash.slice(1)} />;
}

/** The questions on a phone, without signing in. */
export function AnswerSheet({ token }: { readonly token: string }) {
  const query = useQuery(askedQuery(token));
  return <QueryView query={query}>{(asked) => <Sheet asked={asked} token={token} />}</QueryView>;
}

function Sheet({ asked, token }: { readonly asked: Asked; readonly token: string }) {
  const now = useNow();
  const [answers, setAnswers] = useState<Answers>({});
  const [callBack, setCallBack] = useState<{ words: string; contact: string }>();
  const send = useMutation({ mutationFn: answerSurvey });
  const { form } = asked;
  if (send.data || asked.spent || asked.over) return <Thanks asked={asked} called={send.data?.callBack === true} />;
  const missing = form.questions.filter((each) => each.required && answers[each.id] === undefined);
  const isSad = form.questions.some(({ id, kind }) => kind === 'grade' && Number(answers[id] ?? 5) <= 2);
  const submit = () => send.mutate({ token, answers, ...(isSad && callBack ? { callBack } : {}) });
  return (
    <Page title={form.title} meta={`${asked.unit}，${dayText(asked.closesAt, now)}截止`} narrow>
      <div className="panel panel-pad">{form.intro}</div>
      {form.questions.map((question, at) => (
        <Ask
          key={question.id}
          at={at + 1}
          question={question}
          answer={answers[question.id]}
          onAnswer={(answer) => setAnswers((was) => ({ ...was, [question.id]: answer }))}
        />
      ))}
      {isSad && <Consent value={callBack} onChange={setCallBack} />}
      {send.error && <Failure error={send.error} />}
      <div className={styles.foot}>
        {missing.length > 0 && <p className="meta">还有 {missing.length} 题没有答</p>}
        <Button
          type="primary"
          size="large"
          block
          disabled={missing.length > 0}
          loading={send.isPending}
          onClick={submit}
        >
          交卷
        </Button>
      </div>
    </Page>
  );
}

function Thanks({ asked, called }: { readonly asked: Asked; readonly called: boolean }) {
  return (
    <Page title={asked.form.title} narrow>
      <section className="panel" role="status">
        {asked.over && !asked.spent ? (
          <Empty title="这次调查已经截止">谢谢您的关注；有问题可以随时提出诉求。</Empty>
        ) : (
          <Empty title="谢谢，答卷已收到">
            {called ? '已登记回访，会有人在五个工作日内联系您。答卷的其他内容不会交给他。' : '答卷和您的单位分开存放。'}
          </Empty>
        )}
      </section>
    </Page>
  );
}

type AskProps = {
  readonly at: number;
  readonly question: Question;
  readonly answer: Answers[string] | undefined;
  readonly onAnswer: (answer: Answers[string]) => void;
};

function Ask({ at, question, answer, onAnswer }: AskProps) {
  const { kind, title, options = [], required, hint } = question;
  const listed = kind === 'grade' ? GRADES : options;
  return (
    <fieldset className={`panel ${styles.question}`}>
      <legend className={styles.legend}>
        {at}. {title}
        {!required && <span className="meta">（选答）</span>}
      </legend>
      {(kind === 'grade' || kind === 'choice') && (
        <Radio.Group className={styles.options ?? ''} value={answer} onChange={(event) => onAnswer(event.target.value)}>
          {listed.map((each) => (
            <Radio key={each.code} value={each.code} className={styles.option ?? ''}>
              {each.title}
            </Radio>
          ))}
        </Radio.Group>
      )}
      {kind === 'choices' && (
        <Checkbox.Group
          className={styles.options ?? ''}
          value={Array.isArray(answer) ? [...answer] : []}
          onChange={(next) => onAnswer(next.map(String))}
        >
          {options.map((each) => (
            <Checkbox key={each.code} value={each.code} className={styles.option ?? ''}>
              {each.title}
            </Checkbox>
          ))}
        </Checkbox.Group>
      )}
      {kind === 'text' && (
        <Input.TextArea
          aria-label={title}
          autoSize={{ minRows: 3 }}
          maxLength={500}
          placeholder={hint ?? ''}
          value={typeof answer === 'string' ? answer : ''}
          onChange={(event) => onAnswer(event.target.value)}
        />
      )}
    </fieldset>
  );
}

type ConsentProps = {
  readonly value: { words: string; contact: string } | undefined;
  readonly onChange: (value: { words: string; contact: string } | undefined) => void;
};

/** Only here does a name come in, and only because its owner wants it. */
function Consent({ value, onChange }: ConsentProps) {
  return (
    <section className={`panel ${styles.question}`} aria-label="回访">
      <Checkbox
        checked={value !== undefined}
        onChange={(event) => onChange(event.target.checked ? { words: '', contact: '' } : undefined)}
      >
        我愿意让人联系我解决问题
      </Checkbox>
      <p className="meta">勾选后，只有下面两项和您的单位会交给经办人；上面答了什么，他看不到。</p>
      {value && (
        <>
          <Input.TextArea
            aria-label="想解决的问题"
            placeholder="想解决的问题"
            autoSize={{ minRows: 2 }}
            maxLength={1000}
            value={value.words}
            onChange={(event) => onChange({ ...value, words: event.target.value })}
          />
          <Input
            aria-label="联系方式"
            placeholder="联系人和电话"
            maxLength={100}
            value={value.contact}
            onChange={(event) => onChange({ ...value, contact: event.target.value })}
          />
        </>
      )}
    </section>
  );
}
