/** The mail with the link into a waiting room, as text and as HTML that any reader of mail can show. */
import type { Mail } from '../mail/mailer.ts';
import { html } from './html.ts';
import type { FormLanguage, FormTexts } from './queue-form-texts.ts';

export type LinkMail = {
  readonly to: string;
  /** The event's name. */
  readonly event: string;
  readonly url: string;
  readonly language: FormLanguage;
};

/** Line breaks would end a header. */
const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

export function linkMail(t: FormTexts, { to, event, url, language }: LinkMail): Mail {
  const text = [t.mailText, event, url, t.mailNote].join('\n\n');
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>${t.room}</title>
      </head>
      <body style="margin:0;padding:24px;background:#faf9fc;color:#17151f;font-family:sans-serif">
        <div
          style="max-width:480px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e3e0eb;border-radius:16px;line-height:1.55"
        >
          <p style="margin:0 0 8px">${t.mailText}</p>
          <p style="margin:0 0 24px;font-size:20px;font-weight:bold">${event}</p>
          <p style="margin:0 0 24px">
            <a
              href="${url}"
              style="display:inline-block;padding:14px 24px;border-radius:12px;background:#5b2be0;color:#ffffff;font-weight:bold;text-decoration:none"
              >${t.mailButton}</a
            >
          </p>
          <p style="margin:0 0 16px;font-size:13px;color:#595667">${t.mailNote}</p>
          <p style="margin:0;font-size:12px;color:#595667;word-break:break-all">${url}</p>
        </div>
      </body>
    </html>`;
  return { to, subject: inOneLine(t.subject(event)), text: `${text}\n`, html: page.text };
}
