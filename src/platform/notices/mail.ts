import { createTransport } from 'nodemailer';

/** A letter to one address; plain text, so that every reader shows it. */
export type Mail = {
  /** Names the letter: sent twice, it is recognised by its Message-ID. */
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/** Resolves once the server has taken the letter, with what it said; that is all a sender can know. */
export type MailSender = { readonly send: (mail: Mail) => Promise<{ readonly answer: string }> };

const PATIENCE = 10_000;

/**
 * Any SMTP server: `smtp://user:password@host:587`, or `smtps://` where the connection begins encrypted. Over `smtp://`
 * the connection is encrypted as soon as the server offers it.
 *
 * @throws Error when the server does not take the letter: try again later
 */
export function smtpMail({ url, from }: { readonly url: string; readonly from: string }): MailSender {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (secure ? 465 : 587)),
    secure,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    // A letter is text that people wrote: nothing in it may make the server read files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
  });
  const domain = from.slice(from.lastIndexOf('@') + 1).replace(/>.*$/, '');
  return {
    send: async ({ key, to, subject, text }) => {
      const messageId = `<${encodeURIComponent(key)}@${domain}>`;
      const { response } = await transport.sendMail({ from, to, subject, text, messageId });
      return { answer: response };
    },
  };
}

/** Keeps what would have been sent, for tests. */
export function recordingMail(): MailSender & { readonly sent: readonly Mail[] } {
  const sent: Mail[] = [];
  return {
    sent,
    send: async (mail) => {
      sent.push(mail);
      return { answer: '250 kept' };
    },
  };
}
