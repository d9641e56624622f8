export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export type SessionLength = { readonly idle: number; readonly most: number };

/** The numbers of access; a site may set its own. Times in milliseconds. */
export type AccessPolicy = {
  readonly failures: { readonly most: number; readonly lockMs: number };
  /** Sign-in attempts within the window; an office shares one address. */
  readonly attempts: { readonly windowMs: number; readonly perLogin: number; readonly perAddress: number };
  readonly passwordDays: number;
  readonly sessions: {
    readonly official: SessionLength;
    readonly enterprise: SessionLength;
    readonly follow: SessionLength;
  };
  readonly sms: {
    readonly validMs: number;
    readonly attempts: number;
    readonly pauseMs: number;
    readonly perPhoneADay: number;
    readonly perAddressAnHour: number;
  };
};

export const DEFAULT_POLICY: AccessPolicy = {
  failures: { most: 5, lockMs: 15 * MINUTE },
  attempts: { windowMs: 5 * MINUTE, perLogin: 60, perAddress: 600 },
  passwordDays: 90,
  sessions: {
    official: { idle: 12 * HOUR, most: 7 * DAY },
    enterprise: { idle: 7 * DAY, most: 30 * DAY },
    follow: { idle: 2 * HOUR, most: DAY },
  },
  sms: { validMs: 5 * MINUTE, attempts: 5, pauseMs: MINUTE, perPhoneADay: 10, perAddressAnHour: 60 },
};
