import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useRef } from 'react';
import { newKey } from '../../api/idempotency.ts';
import { type LoopInfo, openMatter } from '../../api/loops.ts';
import { toProblem } from '../../api/problem.ts';
import type { MatterDetail } from '../../api/types/index.ts';
import { EnterprisePicker } from '../../parts/enterprise-picker.tsx';
import { NeedInput } from '../../parts/move/need-input.tsx';
import { Failure } from '../../parts/states.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import styles from './open.module.css';
import { ENTERPRISE, needsOf, openingOf, type Values } from './open-needs.ts';

type Props = { readonly loop: LoopInfo; readonly onDone: (matter: MatterDetail) => void };

const mustFill = (title: string) => [{ required: true, message: `请填写${title}` }];

/** One column, the draft kept, the server's objections beside the field that they are about. */
export function OpenForm({ loop, onDone }: Props) {
  const [form] = Form.useForm<Values>();
  const [draft, keep, drop, kept] = useDraft<Values>(`open.${loop.id}`, {});
  const send = useOpen(loop, (matter) => {
    drop();
    onDone(matter);
  });
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError
      initialValues={draft}
      onValuesChange={(_, values) => {
        send.renew();
        keep(values);
      }}
      onFinish={(values) => send.start(values, (places) => form.setFields(places))}
    >
      {kept && <p className="meta">已接着上次没有提交的草稿。</p>}
      {loop.subject !== undefined && loop.subject !== 'none' && (
        <Form.Item
          name={ENTERPRISE}
          label="企业"
          rules={loop.subject === 'enterprise' ? mustFill('企业') : []}
          extra="从登记的企业里选"
        >
          <EnterprisePicker />
        </Form.Item>
      )}
      {needsOf(loop).map((need) => (
        <Form.Item
          key={need.name}
          name={need.name}
          label={need.title}
          {...(need.hint && need.type !== 'boolean' && { extra: need.hint })}
          rules={need.required ? mustFill(need.title) : []}
        >
          <NeedInput need={need} />
        </Form.Item>
      ))}
      {send.error && <Failure error={send.error} />}
      <div className={styles.actions}>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {send.error ? '重试登记' : '登记'}
        </Button>
      </div>
    </Form>
  );
}

type Place = { readonly name: string; readonly errors: string[] };

function useOpen(loop: LoopInfo, onDone: (matter: MatterDetail) => void) {
  const queries = useQueryClient();
  const key = useRef(newKey());
  const { mutate, error, isPending } = useMutation({
    mutationFn: (values: Values) => openMatter(openingOf(loop, values), key.current),
    onSuccess: (matter) => {
      void queries.invalidateQueries({ queryKey: ['matters'] });
      onDone(matter);
    },
  });
  return {
    error,
    isPending,
    // Other words are another matter, so they get another key.
    renew: () => {
      key.current = newKey();
    },
    start: (values: Values, onWrong: (places: Place[]) => void) =>
      mutate(values, { onError: (problem) => onWrong(placesOf(problem)) }),
  };
}

function placesOf(problem: unknown): Place[] {
  const { at = [] } = toProblem(problem).body;
  return at.flatMap(({ path, message }) => {
    const name = path?.split('.').at(-1);
    return name && message ? [{ name: name === 'enterprise' ? ENTERPRISE : name, errors: [message] }] : [];
  });
}
