import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { type Draw, giveResult } from '../../api/quality.ts';
import { useSend } from '../../api/use-send.ts';
import { Lamp } from '../../parts/lamp.tsx';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';
import { PostMortemAsk } from './post-mortem-ask.tsx';

type Props = { readonly number: number; readonly one: Draw['selected'][number]; readonly manage: boolean };

export function SelectedLine({ number, one, manage }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <li className={page.line}>
      <Link to="/matters/$id" params={{ id: one.matter }} className="grow">
        {one.code}
        {one.title && <>&ensp;{one.title}</>}
      </Link>
      {one.passed === undefined && manage && (
        <Button aria-expanded={open} onClick={() => setOpen((was) => !was)}>
          登记结果
          <span className="sr-only">：{one.code}</span>
        </Button>
      )}
      {one.passed === true && <Lamp lamp="done" word="通过" />}
      {one.passed === false && <Lamp lamp="overdue" word={one.reopened ? '未通过，已重办' : '未通过'} />}
      {one.passed === false && manage && <PostMortemAsk matter={one.matter} />}
      {open && one.passed === undefined && <ResultForm number={number} code={one.code} />}
    </li>
  );
}

function ResultForm({ number, code }: { readonly number: number; readonly code: string }) {
  const send = useSend(giveResult, ['quality', 'matters']);
  return (
    <Form<{ passed: boolean; note: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={(fields) => send.mutate({ number, code, ...fields })}
      style={{ width: '100%', maxWidth: 560 }}
    >
      <Form.Item
        name="passed"
        label="问题是否真正解决、没有反弹"
        rules={[{ required: true, message: '请选择核查结果' }]}
        extra="结果登记后不能改；未通过的自动重办"
      >
        <Radio.Group
          options={[
            { value: true, label: '通过' },
            { value: false, label: '未通过' },
          ]}
        />
      </Form.Item>
      <Form.Item name="note" label="核查情况" rules={[{ required: true, min: 2, message: '请写明核查情况' }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
      </Form.Item>
      {send.error && <Failure error={send.error} />}
      <Button htmlType="submit" loading={send.isPending}>
        登记
      </Button>
    </Form>
  );
}
