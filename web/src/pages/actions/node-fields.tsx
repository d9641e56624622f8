import { Button, Form, Input } from 'antd';
import { DateInput } from '../../parts/move/small-inputs.tsx';

/** 时间节点: what, by which day. */
export function NodeFields() {
  return (
    <Form.List name="nodes">
      {(fields, { add, remove }) => (
        <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
          <legend style={{ padding: '0 0 8px' }}>时间节点</legend>
          {fields.map((field) => (
            <div key={field.key} className="row" style={{ alignItems: 'flex-start' }}>
              <Form.Item
                name={[field.name, 'day']}
                rules={[{ required: true, message: '请选日期' }]}
                label={`节点 ${field.name + 1} 日期`}
              >
                <DateInput />
              </Form.Item>
              <Form.Item
                name={[field.name, 'title']}
                rules={[{ required: true, message: '请写完成什么' }]}
                label="完成什么"
                style={{ width: 360, maxWidth: '100%' }}
              >
                <Input maxLength={200} />
              </Form.Item>
              {fields.length > 1 && (
                <Button style={{ marginTop: 30 }} onClick={() => remove(field.name)}>
                  删去
                </Button>
              )}
            </div>
          ))}
          <Button onClick={() => add({})} style={{ marginBottom: 16 }}>
            加一个节点
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
