import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input, Modal, message } from 'antd';
import { useState } from 'react';
import { objectTo } from '../../api/appraisal.ts';

type Props = {
  readonly month: string;
  readonly indicator: string;
  readonly record: string;
  readonly what: string;
  readonly onClose: () => void;
};

/** Says why one record should not count; it becomes a matter of the office. */
export function ObjectionForm({ month, indicator, record, what, onClose }: Props) {
  const [text, setText] = useState('');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => objectTo({ month, indicator, record, text }),
    onSuccess: async () => {
      void message.success('异议已立件，由未经手打分的同事在 5 个工作日内裁定');
      await queries.invalidateQueries({ queryKey: ['appraisal', 'unit'] });
      onClose();
    },
    onError: (error: Error) => void message.error(error.message),
  });
  return (
    <Modal
      open
      title="提出异议"
      okText="提交"
      cancelText="取消"
      okButtonProps={{ disabled: text.trim().length < 5, loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="meta">{what}</p>
      <label htmlFor="objection-text">异议和依据</label>
      <Input.TextArea
        id="objection-text"
        rows={5}
        maxLength={2000}
        showCount
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="写明哪里计错、依据是什么，例如：该件已于 9 月 3 日办结，系统记录的超期因上级单位占用"
      />
    </Modal>
  );
}
