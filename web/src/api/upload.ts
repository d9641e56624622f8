import { offlineProblem, Problem, type ProblemBody } from './problem.ts';
import type { FileRef } from './types/index.ts';

/** fetch cannot report upload progress, so this one call uses XMLHttpRequest. */
export function uploadFile(file: File, onProgress: (share: number) => void): Promise<FileRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file);
    request.open('POST', '/api/files');
    request.setRequestHeader('x-clearway', '1');
    request.responseType = 'json';
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(offlineProblem());
    request.onload = () => {
      if (request.status < 300) resolve(request.response as FileRef);
      else reject(new Problem(refusal(request)));
    };
    request.send(form);
  });
}

function refusal(request: XMLHttpRequest): ProblemBody {
  const body = request.response as ProblemBody | null;
  if (body?.title) return { ...body, status: request.status };
  const title = request.status === 413 ? '文件太大' : '没有传上去';
  return { title, todo: '请压缩或换一种格式再传', status: request.status, code: 'file.upload' };
}
