import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client';
import type { paths } from '../../../api/schema';
import { allPages } from '../parts/lists';

type Channels = paths['/api/v1/mail/channels'];
export type Channel = Channels['get']['responses'][200]['content']['application/json']['items'][number];
export type MadeChannel = Channels['post']['responses'][201]['content']['application/json'];
export type Provider = Channel['provider'];
export type Mailbox =
  paths['/api/v1/mail/mailboxes']['get']['responses'][200]['content']['application/json']['items'][number];

export const providers: Readonly<Record<Provider, string>> = {
  sendgrid: 'SendGrid',
  mailgun: 'Mailgun',
  postmark: 'Postmark',
  ses: 'Amazon SES',
};

export const useMailboxes = () =>
  useQuery({
    queryKey: ['get', '/api/v1/mail/mailboxes', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/mail/mailboxes', { params: { query }, signal })).data!),
  });

export const useChannels = () =>
  useQuery({
    queryKey: ['get', '/api/v1/mail/channels', 'all'],
    queryFn: ({ signal }) =>
      allPages(async (query) => (await api.GET('/api/v1/mail/channels', { params: { query }, signal })).data!),
  });
