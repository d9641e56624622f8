import { Button, Form, type FormInstance } from 'antd';
import type { LoopInfo } from '../../api/loops.ts';
import type { Need } from '../../api/types/index.ts';
import { EnterprisePicker } from '../../parts/enterprise-picker.tsx';
import { NeedInput } from '../../parts/move/need-input.tsx';
import { Failure } from '../../parts/states.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { ACCUSED, appealNeeds, isAppeal } from './appeal-needs.ts';
import styles from './open.module.css';
import { ENTERPRISE, filesNeed, needsOf, type Values } from './open-needs.ts';
import { Understood } from './understood.tsx';
import { type Opened, useOpening } from './use-opening.ts';

type Props = { readonly loop: LoopInfo; readonly onDone: (matter: Opened) => void };

const mustFill = (title: string) => [{ required: true, message: `请填写${title}` }];

/** One column, the draft kept, the server's objections beside the field that they are about. */
export function OpenForm({ loop, onDone }: Props) {
  const [form] = Form.useForm<Values>();
  const [draft, keep, drop, kept] = useDraft<Values>(`open.${loop.id}`, {});
  const send = useOpening(loop, (matter) => {
    drop();
    onDone(matter);
  });
  const needs = isAppeal(loop) ? appealNeeds(loop.fields ?? [], [filesNeed]) : needsOf(loop);
  const changed = (values: Values) => {
    send.renew();
    keep(values);
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      requiredMark="optional"
      scrollToFirstError
      initialValues={draft}
      onValuesChange={(_, values) => changed(values)}
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
      {needs.map((need) => (
        <Asked key={need.name} need={need}>
          {isAppeal(loop) && need.name === 'body' && <AppealUnderstood form={form} onChange={changed} />}
        </Asked>
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

function Asked({ need, children }: { readonly need: Need; readonly children: React.ReactNode }) {
  return (
    <>
      <Form.Item
        name={need.name}
        label={need.title}
        {...(need.hint && { extra: need.hint })}
        rules={need.required ? mustFill(need.title) : []}
      >
        <NeedInput need={need} />
      </Form.Item>
      {children}
    </>
  );
}

type Understanding = { readonly form: FormInstance<Values>; readonly onChange: (values: Values) => void };

function AppealUnderstood({ form, onChange }: Understanding) {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const fill = (name: string, value: unknown) => {
    form.setFieldValue(name, value);
    onChange(form.getFieldsValue());
  };
  return (
    <Understood
      body={text(Form.useWatch('body', form))}
      place={text(Form.useWatch('place', form))}
      category={Form.useWatch('category', form)}
      accused={Form.useWatch(ACCUSED, form)}
      onCategory={(code) => fill('category', code)}
      onAccused={(units) => fill(ACCUSED, units)}
    />
  );
}
