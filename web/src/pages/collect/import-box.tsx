import { Button } from 'antd';
import { useState } from 'react';
import { faultySheet, importFilled } from '../../api/collect.ts';
import { useSend } from '../../api/use-send.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import page from '../../parts/page.module.css';
import { Failure } from '../../parts/states.tsx';

/** The good rows go in; the others are named by row and column, and come back as a file to be put right. */
export function ImportBox() {
  const send = useSend(importFilled, ['collect', 'matters', 'todo']);
  const [file, setFile] = useState<File>();
  const take = (given: File) => {
    setFile(given);
    send.mutate({ file: given });
  };
  const faults = send.data?.faults ?? [];
  return (
    <section className="panel panel-pad" aria-label="导入填报表">
      <DropFile
        busy={send.isPending}
        accept=".xlsx,.csv"
        what="填好的填报表拖到这里"
        hint="没有毛病的行直接报送，有毛病的行指到行和列"
        onFile={take}
      />
      {send.error && <Failure error={send.error} />}
      {send.data && (
        <div role="status" style={{ marginTop: 12 }}>
          <p>
            {file && `${file.name}：`}报送了&thinsp;{send.data.taken}&thinsp;行
            {faults.length > 0 && `，${new Set(faults.map((each) => each.row)).size} 行需要改正`}。
            {send.data.taken > 0 && '佐证材料请打开事项，用“补充佐证”附上。'}
          </p>
          {faults.length > 0 && (
            <>
              <table className={page.table}>
                <thead>
                  <tr>
                    <th scope="col">行</th>
                    <th scope="col">列</th>
                    <th scope="col">毛病和怎么改</th>
                  </tr>
                </thead>
                <tbody>
                  {faults.slice(0, 50).map((each) => (
                    <tr key={`${each.row} ${each.column} ${each.what}`}>
                      <td>{each.row}</td>
                      <td style={{ whiteSpace: 'nowrap' }}>{each.column}</td>
                      <td>
                        {each.what}；{each.todo}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {file && (
                <Button style={{ marginTop: 12 }} onClick={() => void save(file)}>
                  下载需要改正的行
                </Button>
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}

async function save(file: File): Promise<void> {
  const url = URL.createObjectURL(await faultySheet(file));
  const link = document.createElement('a');
  link.href = url;
  link.download = '需要改正的行.xlsx';
  link.click();
  URL.revokeObjectURL(url);
}
