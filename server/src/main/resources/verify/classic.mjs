import { createHmac, timingSafeEqual } from 'node:crypto';

// secret: as the console shows it; headers: names in lower case; body: a Buffer with the raw bytes
export function verify(secret, headers, body) {
  const wanted = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(headers['refersion-signature'] ?? '', 'base64');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
