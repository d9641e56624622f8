import { Button, Form, Input, Select } from 'antd';
import { openRound } from '../../api/panels.ts';
import { useSend } from '../../api/use-send.ts';
import { DateInput } from '../../parts/move/small-inputs.tsx';
import { PersonSearch } from '../../parts/person-search.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly onClose: () => void; readonly onDone: (id: string) => void };
type Fields = {
  readonly title: string;
  readonly question: string;
  readonly closes: string;
  readonly members: readonly { readonly person: string; readonly kind: string }[];
};

const kinds = [
  { value: 'observer', label: '营商观察员' },
  { value: 'experience-officer', label: '营商环境体验官' },
  { value: 'congress', label: '人大代表' },
  { value: 'cppcc', label: '政协委员' },
  { value: 'chamber', label: '商会协会' },
];

export function RoundForm({ onClose, onDone }: Props) {
  const send = useSend(openRound, ['panels']);
  return (
    <section className="panel panel-pad" aria-label="发起征询">
      <Form<Fields>
        layout="vertical"
        requiredMark={false}
        initialValues={{ members: [{ kind: 'observer' }] }}
        onFinish={(fields) => send.mutate(fields, { onSuccess: ({ id }) => onDone(id) })}
        style={{ maxWidth: 640 }}
      >
        <Form.Item name="title" label="征询主题" rules={[{ required: true, min: 2, message: '请写主题' }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="question"
          label="请大家反映什么"
          rules={[{ required: true, min: 4, message: '请写明要反映什么' }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} />
        </Form.Item>
        <Form.Item name="closes" label="截止日期（含）" rules={[{ required: true, message: '请选择日期' }]}>
          <DateInput />
        </Form.Item>
        <Members />
        {send.error && <Failure error={send.error} />}
        <div className="row">
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            发出邀请
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      </Form>
    </section>
  );
}

function Members() {
  return (
    <Form.List name="members">
      {(fields, { add, remove }) => (
        <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
          <legend style={{ padding: '0 0 8px' }}>邀请谁</legend>
          {fields.map((field) => (
            <div key={field.key} className="row" style={{ alignItems: 'flex-start' }}>
              <Form.Item
                name={[field.name, 'person']}
                label={`第 ${field.name + 1} 位`}
                rules={[{ required: true, message: '请选择人员' }]}
                style={{ width: 280, maxWidth: '100%' }}
              >
                <PersonSearch />
              </Form.Item>
              <Form.Item name={[field.name, 'kind']} label="以什么身份" style={{ width: 180 }}>
                <Select options={kinds} />
              </Form.Item>
              {fields.length > 1 && (
                <Button style={{ marginTop: 30 }} onClick={() => remove(field.name)}>
                  删去
                </Button>
              )}
            </div>
          ))}
          <Button onClick={() => add({ kind: 'observer' })} style={{ marginBottom: 16 }}>
            再加一位
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
