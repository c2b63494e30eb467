import { describe, expect, it } from '@jest/globals';
import { isNoReply } from './no-reply.js';

describe('isNoReply', () => {
  it.each([
    'noreply@shop.example',
    'No-Reply@shop.example',
    'no_reply+4711@shop.example',
    'billing-noreply@shop.example',
    'noreply-billing@shop.example',
    'do-not-reply@shop.example',
    'nepasrepondre@shop.example',
    '123+jane@users.noreply.github.com',
    'mailer-daemon@mx.example',
    'notifications@forge.example',
  ])('is true of %s', (address) => expect(isNoReply(address)).toBe(true));

  it.each([
    'jane@shop.example',
    'nora.eply@shop.example',
    'support@shop.example',
    'noreplyhouse@shop.example',
    '',
    '@',
    'reply+1@reply.github.com',
  ])('is false of %j', (address) => expect(isNoReply(address)).toBe(false));
});
