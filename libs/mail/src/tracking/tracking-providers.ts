import { amazonSes } from './providers/amazon-ses.js';
import { brevo } from './providers/brevo.js';
import { mailersend } from './providers/mailersend.js';
import { mailgun } from './providers/mailgun.js';
import { mailjet } from './providers/mailjet.js';
import { mailtrap } from './providers/mailtrap.js';
import { mandrill } from './providers/mandrill.js';
import { postal } from './providers/postal.js';
import { postmark } from './providers/postmark.js';
import { resend } from './providers/resend.js';
import { sendgrid } from './providers/sendgrid.js';
import { sparkpost } from './providers/sparkpost.js';
import { unisenderGo } from './providers/unisender-go.js';
import type { TrackingProvider } from './tracking-provider.js';

/** The providers whose events are understood, by the name that stands in the endpoint's path. */
export const trackingProviders = {
  amazon_ses: amazonSes,
  brevo,
  mailersend,
  mailgun,
  mailjet,
  mailtrap,
  mandrill,
  postal,
  postmark,
  resend,
  sendgrid,
  sparkpost,
  unisender_go: unisenderGo,
} as const satisfies Readonly<Record<string, TrackingProvider>>;

export type TrackingProviderName = keyof typeof trackingProviders;

/** Whether this is the name of a provider. */
export const isTrackingProvider = (name: string): name is TrackingProviderName =>
  Object.hasOwn(trackingProviders, name);
