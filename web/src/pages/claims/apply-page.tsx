import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Form, Input, Radio, Select } from 'antd';
import { apply, type Claim, type ClaimForm, claimFormQuery, type FormFact } from '../../api/claims.ts';
import { useSend } from '../../api/use-send.ts';
import { FileUpload } from '../../parts/file-upload.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Failure } from '../../parts/states.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useTitle } from '../../parts/use-title.ts';
import styles from './claims.module.css';

const route = getRouteApi('/e/claim/$clause');

/** 申领, on the clerk's phone: what is known stands there with who said it; only what is missing is asked. */
export function ApplyPage() {
  useTitle('申领');
  const { clause } = route.useParams();
  const query = useQuery(claimFormQuery(clause));
  const send = useSend(apply, ['claims', 'policies']);
  if (send.data) return <Answer claim={send.data} />;
  return (
    <QueryView query={query}>
      {(form) => (
        <section className="panel panel-pad stack">
          <h1 className="page-title">{form.title}</h1>
          <p>{form.plain}</p>
          {form.amount && (
            <p>
              按现有数据测算&thinsp;<strong>{form.amount}</strong>
              {form.ahead && `，先预拨 ${form.ahead}，验收后清算`}
            </p>
          )}
          <Known form={form} />
          {form.closed ? <Closed why={form.closed} /> : <Missing form={form} send={send} />}
        </section>
      )}
    </QueryView>
  );
}

/** Nothing to fill in: it would be refused. */
const Closed = ({ why }: { readonly why: string }) => (
  <p role="status">
    <strong>现在不能申领：</strong>
    {why}。<Link to="/e/policies">看别的政策</Link>
  </p>
);

function Known({ form: { facts } }: { readonly form: ClaimForm }) {
  return (
    <>
      {facts.length > 0 && (
        <section aria-label="已有的数据">
          <h2 className="section-title">已经替您填好</h2>
          {facts.map((fact) => (
            <div key={fact.name} className={styles.fact}>
              <span>{fact.name}</span>
              <strong>{fact.value}</strong>
              <p className="meta">
                {fact.source ?? '部门数据'}
                {fact.day && `，截至 ${fact.day}`}
                {!fact.sure && '；未经部门确认，将由工作人员核实'}
              </p>
            </div>
          ))}
          <p className="meta">
            数据不对？<Link to="/e/space">到“企业空间”提出异议</Link>
          </p>
        </section>
      )}
    </>
  );
}

/** Kept on the phone until it is sent. */
type Draft = { readonly stated: Readonly<Record<string, string | undefined>>; readonly files: readonly string[] };
const NOTHING_YET: Draft = { stated: {}, files: [] };
type Sending = ReturnType<typeof useSend<Parameters<typeof apply>[0], Claim>>;

function Missing({ form, send }: { readonly form: ClaimForm; readonly send: Sending }) {
  const { clause, missing, materials, atOnce } = form;
  const [draft, keep, drop, kept] = useDraft<Draft>(`claim.${clause}`, NOTHING_YET);
  return (
    <Form<Draft['stated']>
      layout="vertical"
      requiredMark={false}
      initialValues={draft.stated}
      onValuesChange={(_, stated) => keep({ ...draft, stated })}
      onFinish={(fields) =>
        send.mutate({ clause, stated: statedOf(missing, fields), files: draft.files }, { onSuccess: drop })
      }
    >
      {kept && <p className="meta">已接着上次没有提交的内容。</p>}
      {missing.length > 0 && (
        <>
          <h2 className="section-title">还缺这几项</h2>
          <p className="meta">知道的请填上，由工作人员核实；不知道的可以空着。</p>
          {missing.map((fact) => (
            <Form.Item key={fact.name} name={fact.name} label={fact.name} rules={rulesOf(fact)}>
              <Field fact={fact} />
            </Form.Item>
          ))}
        </>
      )}
      {!atOnce && (
        <section aria-label="材料" className="stack">
          <h2 className="section-title">材料</h2>
          <p className="meta">
            {materials.length > 0 ? `可能需要：${materials.join('、')}。` : '有佐证材料的可以一并上传。'}
            手边没有的，提交以后在办理进度里补。
          </p>
          <FileUpload camera value={draft.files} onChange={(files) => keep({ ...draft, files })} />
        </section>
      )}
      {send.isError && <Failure error={send.error} />}
      <Button type="primary" size="large" htmlType="submit" block loading={send.isPending}>
        {atOnce ? '提交，当场出结果' : '提交申领'}
      </Button>
    </Form>
  );
}

const SUFFIX: Partial<Record<FormFact['type'], string>> = { money: '万元', percent: '%' };

const isNumeric = ({ type }: FormFact): boolean => type === 'money' || type === 'percent' || type === 'number';
const unitOf = ({ type, unit }: FormFact): string => SUFFIX[type] ?? unit ?? '';

/** The unit stands beside the field. */
const rulesOf = (fact: FormFact) =>
  isNumeric(fact)
    ? [{ pattern: /^\s*\d[\d,，]*(\.\d+)?\s*$/, message: `请只填数字${unitOf(fact) && `，单位是${unitOf(fact)}`}` }]
    : [];

function Field({ fact, ...field }: { readonly fact: FormFact; readonly id?: string }) {
  if (fact.type === 'boolean') return <Radio.Group {...field} options={['是', '否']} />;
  if (fact.options)
    return <Select {...field} size="large" allowClear options={fact.options.map((value) => ({ value }))} />;
  if (fact.type === 'date') return <Input {...field} type="date" size="large" />;
  return (
    <Input
      {...field}
      size="large"
      maxLength={40}
      {...(isNumeric(fact) ? { inputMode: 'decimal' as const } : {})}
      suffix={unitOf(fact)}
    />
  );
}

const statedOf = (missing: readonly FormFact[], fields: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    missing.flatMap(({ name, type }) => {
      const text = fields[name]?.trim();
      return text ? [[name, `${text}${SUFFIX[type] ?? ''}`] as const] : [];
    }),
  );

/** What came of it, at once. */
function Answer({ claim }: { readonly claim: Claim }) {
  const { title, amount, status, reason, byRule } = claim;
  return (
    <section className="panel panel-pad stack" role="status">
      <h1 className="page-title">{title}</h1>
      <p>
        <strong>{status.title}</strong>
        {byRule && '（按规则当场决定）'}
        {amount && status.code !== 'refused' && <>，{amount}</>}
      </p>
      {reason && <p>{reason}</p>}
      {status.code === 'with-clerk' && (
        <p>
          已转人工审核，15 个工作日内有结果；补正期间不计。
          {claim.matter && (
            <Link to="/e/m/$id" params={{ id: claim.matter }}>
              看办理进度、补传材料
            </Link>
          )}
        </p>
      )}
      {status.code === 'approved' && claim.pays && (
        <p>
          请确认<Link to="/e/funds">收款账户</Link>，款项直接拨到企业的对公账户。
        </p>
      )}
      {status.code === 'refused' && <p>不同意的，可以在“申领”里请人工复核。</p>}
      <Link to="/e/policies" search={{ tab: 'claims' }}>
        看我的申领
      </Link>
    </section>
  );
}
