import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useAccount } from '../../api/session.ts';
import { type FormVersion, type Question, saveForm, surveyFormsQuery } from '../../api/surveys.ts';
import { useSend } from '../../api/use-send.ts';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Page } from '../../parts/page.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Empty } from '../../parts/states.tsx';
import { can } from '../../shell/permissions.ts';

const route = getRouteApi('/official/surveys/forms/$id');

const KINDS = [
  { value: 'grade', label: '五级满意度' },
  { value: 'choice', label: '单选' },
  { value: 'choices', label: '多选' },
  { value: 'text', label: '一段话' },
];

/** The questions; a change makes a new version, and surveys that were announced keep theirs. */
export function SurveyFormPage() {
  const { id } = route.useParams();
  const query = useQuery(surveyFormsQuery);
  return (
    <QueryView query={query}>
      {(forms) => {
        const found = forms.find((each) => each.form.id === id);
        return found ? <Editor key={found.version} found={found} /> : <Empty title="没有这份问卷" />;
      }}
    </QueryView>
  );
}

type Line = {
  readonly id?: string;
  readonly title: string;
  readonly kind: Question['kind'];
  readonly required: boolean;
  readonly lines?: string;
};
type Fields = { readonly title: string; readonly intro: string; readonly questions: readonly Line[] };

const lineOf = ({ id, title, kind, required, options = [] }: Question): Line => ({
  ...{ id, title, kind, required },
  lines: options.map((each) => each.title).join('\n'),
});

/** An option that keeps its words keeps its code, so that rounds stay comparable. */
function questionOf(
  { id, title, kind, required, lines = '' }: Line,
  at: number,
  before: readonly Question[],
): Question {
  const known = before.find((each) => each.id === id);
  const texts = lines
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean);
  const options = texts.map((text, nth) => ({
    code: known?.options?.find((each) => each.title === text)?.code ?? `o${nth + 1}-${text.length}`,
    title: text,
  }));
  return {
    ...(known?.hint ? { hint: known.hint } : {}),
    ...{ id: id ?? `q${at + 1}-${before.length}`, title, kind, required: required ?? true },
    ...(kind === 'choice' || kind === 'choices' ? { options } : {}),
  };
}

function Editor({ found: { form, version } }: { readonly found: FormVersion }) {
  const send = useSend(saveForm, ['surveys']);
  const may = can(useAccount(), 'surveys.manage');
  const save = ({ title, intro, questions }: Fields) =>
    send.mutate({
      version,
      form: { ...form, title, intro, questions: questions.map((each, at) => questionOf(each, at, form.questions)) },
    });
  return (
    <Page
      title={form.title}
      meta={`${version > 0 ? `本地第 ${version} 版` : '资源包里的问卷，还没有改过'}${form.source ? `；${form.source}` : ''}`}
      narrow
    >
      <section className="panel panel-pad" aria-label="问卷">
        <Form<Fields>
          layout="vertical"
          requiredMark={false}
          disabled={!may}
          initialValues={{ title: form.title, intro: form.intro, questions: form.questions.map(lineOf) }}
          onFinish={save}
        >
          <Form.Item name="title" label="问卷名称" rules={[{ required: true, message: '请写名称' }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="intro" label="开头的话">
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
          </Form.Item>
          <Questions may={may} />
          {may && <FormFoot submit="存为新的一版" sending={send} />}
          {send.isSuccess && <p role="status">已存为新的一版。</p>}
        </Form>
      </section>
    </Page>
  );
}

function Questions({ may }: { readonly may: boolean }) {
  return (
    <Form.List name="questions">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field) => (
            <fieldset key={field.key} style={{ border: 0, margin: '0 0 8px', padding: 0 }}>
              <legend className="section-title">第 {field.name + 1} 题</legend>
              <Form.Item name={[field.name, 'title']} label="题目" rules={[{ required: true, message: '请写题目' }]}>
                <Input maxLength={200} />
              </Form.Item>
              <div className="row" style={{ alignItems: 'flex-start' }}>
                <Form.Item name={[field.name, 'kind']} label="怎样答" style={{ width: 160 }}>
                  <Select options={KINDS} />
                </Form.Item>
                <Form.Item name={[field.name, 'required']} valuePropName="checked" label="必答">
                  <Checkbox>必答</Checkbox>
                </Form.Item>
                {may && fields.length > 1 && (
                  <Button style={{ marginTop: 30 }} onClick={() => remove(field.name)}>
                    删去这一题
                  </Button>
                )}
              </div>
              <Form.Item noStyle dependencies={[['questions', field.name, 'kind']]}>
                {({ getFieldValue }) =>
                  ['choice', 'choices'].includes(String(getFieldValue(['questions', field.name, 'kind']))) ? (
                    <Form.Item name={[field.name, 'lines']} label="选项，一行一个">
                      <Input.TextArea autoSize={{ minRows: 2, maxRows: 12 }} />
                    </Form.Item>
                  ) : null
                }
              </Form.Item>
            </fieldset>
          ))}
          {may && (
            <Button style={{ marginBottom: 16 }} onClick={() => add({ title: '', kind: 'grade', required: true })}>
              加一题
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}
