import { Button } from 'antd';
import { type Beside, benchmarkTemplateUrl, importBenchmarks } from '../../api/benchmarks.ts';
import { useSend } from '../../api/use-send.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { FaultTable } from '../../parts/fault-table.tsx';
import { Failure } from '../../parts/states.tsx';

type Props = { readonly data: Beside; readonly onClose: () => void };

/** Many values at once: the template out, filled in Excel, in again; what is wrong is named by row and column. */
export function ImportPanel({ data, onClose }: Props) {
  const send = useSend(importBenchmarks, ['benchmarks']);
  const { scheme, year, cities } = data;
  const faults = send.data?.faults ?? [];
  return (
    <section className="panel panel-pad" aria-label="用 Excel 导入标杆数据">
      <p style={{ marginBottom: 12 }}>
        先下载模板：每个城市每项指标一行，已有的数带着；填数值、来源文件、来源日期，不填的行不动。改已有的数要写更正理由。
      </p>
      <div className="row" style={{ marginBottom: 12 }}>
        <Button href={benchmarkTemplateUrl({ scheme, year, cities: cities.join(',') })}>下载模板（{year} 年）</Button>
        <Button onClick={onClose}>收起</Button>
      </div>
      <DropFile
        busy={send.isPending}
        accept=".xlsx,.csv"
        what="填好的模板拖到这里"
        hint="没有毛病的行入库，有毛病的行指到行和列"
        onFile={(file) => send.mutate({ file })}
      />
      {send.error && <Failure error={send.error} />}
      {send.data && (
        <div role="status" style={{ marginTop: 12 }}>
          <p>
            {send.variables?.file.name}：入库&thinsp;{send.data.taken}&thinsp;个数
            {send.data.same > 0 && `，${send.data.same} 个与已有的相同`}
            {faults.length > 0 && `，${new Set(faults.map((each) => each.row)).size} 行需要改正`}。
          </p>
          {faults.length > 0 && <FaultTable faults={faults} most={100} />}
        </div>
      )}
    </section>
  );
}
