export type AppealDraft = {
  readonly body: string;
  readonly place: string;
  readonly files: readonly string[];
  readonly hideIdentity: boolean;
  readonly contactName: string;
  readonly contactPhone: string;
};

export const emptyAppeal: AppealDraft = {
  body: '',
  place: '',
  files: [],
  hideIdentity: false,
  contactName: '',
  contactPhone: '',
};
