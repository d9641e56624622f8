import { useMutation } from '@tanstack/react-query';
import { post } from './client.ts';

export type DocumentRequest = {
  readonly template: 'circular' | 'supervision-order' | 'assignment-order' | 'weekly';
  readonly matters?: readonly string[];
  readonly unit?: string;
  readonly month?: string;
};
export type DocumentRef = {
  readonly id: string;
  readonly title: string;
  readonly number?: string;
  readonly url: string;
};

/** 通报, 督办单, 交办单, 周报: made as Word by the server, opened by the person who signs. */
export const useDocument = () =>
  useMutation({
    mutationFn: ({ request, key }: { request: DocumentRequest; key: string }) =>
      post<DocumentRef>('/documents', request, key),
  });
