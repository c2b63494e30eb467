export interface NewTicketForm {
  email: string;
  name: string;
  channel: 'phone' | 'chat' | 'email' | 'web' | 'portal';
  subject: string;
  description: string;
  impact: 'low' | 'medium' | 'high';
  urgency: 'low' | 'medium' | 'high';
  product: string;
  assetTag: string;
}

export const start: NewTicketForm = {
  email: '',
  name: '',
  channel: 'phone',
  subject: '',
  description: '',
  impact: 'medium',
  urgency: 'medium',
  product: '',
  assetTag: '',
};

const said = <Name extends string>(name: Name, value: string) =>
  value.trim() === '' ? {} : ({ [name]: value.trim() } as Record<Name, string>);

/** What is sent: what was left empty is not said. */
export const bodyOf = ({ email, name, channel, subject, description, impact, urgency, ...about }: NewTicketForm) => ({
  subject: subject.trim(),
  description,
  requester: { email: email.trim(), ...said('name', name) },
  channel,
  impact,
  urgency,
  ...said('product', about.product),
  ...said('assetTag', about.assetTag),
});

/** The requester's fields stand in the form itself. */
export function pathOf(pointer: string): string | undefined {
  const [, first, second] = pointer.split('/');
  if (first !== 'requester') return undefined;
  return second === 'name' ? 'name' : 'email';
}

/** The same request has the same key, so that sending it again opens no second ticket; a changed one has another. */
export function once(): (body: unknown) => string {
  let before = '';
  let key = '';
  return (body) => {
    const now = JSON.stringify(body);
    if (now !== before) {
      before = now;
      key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return key;
  };
}
