import { createHmac, timingSafeEqual } from 'node:crypto';

// secret: "whsec_…"; headers: names in lower case; body: a Buffer with the raw bytes
export function verify(secret, headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const wanted = createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest();
  return signatures.split(' ').some((signature) => {
    const [scheme, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return scheme === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
