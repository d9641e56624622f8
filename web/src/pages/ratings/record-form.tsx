import { Form, Input, Radio, Select } from 'antd';
import { type RecordedRating, recordRating, type ServiceWindow } from '../../api/ratings.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { GRADES } from './grades.ts';

type Props = { readonly windows: readonly ServiceWindow[]; readonly onClose: () => void };

/** What somebody said on the telephone or at the counter, written down for him. */
export function RecordForm({ windows, onClose }: Props) {
  const send = useSend(recordRating, ['ratings']);
  return (
    <section className="panel panel-pad no-print" aria-label="登记评价">
      <Form<RecordedRating>
        layout="vertical"
        requiredMark={false}
        initialValues={{ channel: 'phone', invited: true }}
        onFinish={({ comment, phone, ...given }) =>
          send.mutate(
            { ...given, ...(comment ? { comment } : {}), ...(phone ? { phone } : {}) },
            { onSuccess: onClose },
          )
        }
        style={{ maxWidth: 560 }}
      >
        <Form.Item name="window" label="评价哪个窗口" rules={[{ required: true, message: '请选窗口' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={windows.map((each) => ({
              value: each.id,
              label: `${each.item}（${each.unit.name} ${each.title}）`,
            }))}
          />
        </Form.Item>
        <Form.Item name="grade" label="评价人怎么说" rules={[{ required: true, message: '请选等级' }]}>
          <Radio.Group options={GRADES.map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="channel" label="渠道">
          <Radio.Group
            options={[
              { value: 'phone', label: '电话' },
              { value: 'counter', label: '柜台' },
            ]}
          />
        </Form.Item>
        <Form.Item name="invited" label="谁提起的" extra="请评的不算主动评价">
          <Radio.Group
            options={[
              { value: true, label: '工作人员请评' },
              { value: false, label: '评价人自己提出' },
            ]}
          />
        </Form.Item>
        <Form.Item name="comment" label="原话">
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Form.Item
          name="phone"
          label="愿意接受回访的电话"
          rules={[{ pattern: /^1\d{10}$/, message: '请填写 11 位手机号' }]}
        >
          <Input maxLength={11} inputMode="numeric" />
        </Form.Item>
        <FormFoot submit="登记评价" sending={send} onCancel={onClose} />
      </Form>
    </section>
  );
}
