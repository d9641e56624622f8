import type { AppealInput } from '../../api/types/index.ts';

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

export type Placed = {
  readonly title: string;
  readonly category?: string | undefined;
  readonly region?: string | undefined;
  /** Kept out of it; said only where the text accuses somebody. */
  readonly complainedOf?: readonly string[] | undefined;
};

/** What is sent: nothing empty, and what the person left to us in our words. */
export function inputOf(draft: AppealDraft, { title, category, region, complainedOf }: Placed): AppealInput {
  const { body, place, files, hideIdentity, contactName, contactPhone } = draft;
  return {
    title,
    body,
    files,
    hideIdentity,
    ...(place && { place }),
    ...(contactName && { contactName }),
    ...(contactPhone && { contactPhone }),
    ...(category && { category }),
    ...(region && { region }),
    ...(complainedOf && { complainedOf }),
  };
}
