import { Button } from 'antd';
import { useState } from 'react';
import { faultySheet, importFilled } from '../../api/collect.ts';
import { useSend } from '../../api/use-send.ts';
import { DropFile } from '../../parts/drop-file.tsx';
import { FaultTable } from '../../parts/fault-table.tsx';
import { saveFile } from '../../parts/save-file.ts';
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
              <FaultTable faults={faults} most={50} />
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
  saveFile('需要改正的行.xlsx', await faultySheet(file));
}
