import type { Appointment, Hold, Slot } from '../../src/contract/index.ts';
import { ward, type Backend } from './backend.ts';

/** Calls a backend, in this process or over the network. */
export type Citizen = Pick<Backend, 'get' | 'send'>;

/** A citizen who calls a server over the network. */
export const citizenOf = (origin: string): Citizen => ({
  get: path => fetch(`${origin}${path}`),
  send: (path, body) =>
    fetch(`${origin}/api${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ agency: ward, ...body }),
    }),
});

/** Certification of copies, at the counter with two desks. */
export const service = 'chung-thuc-ban-sao';
export const mainPlace = '26506.1';

let phones = 0;
/** A phone number that is unused in this test. */
export const freshPhone = () => `0912${String(++phones).padStart(6, '0')}`;

export async function dayOfSlots(
  server: Citizen,
  date: string,
  { place = mainPlace, of = service } = {},
): Promise<Slot[]> {
  const answer = await server.get(`/api/services/${of}/slots?agency=${ward}&place=${place}&date=${date}`);
  return ((await answer.json()) as { slots: Slot[] }).slots;
}

export const bookingBody = (hold: string, phone: string, name = 'Nguyễn Thị Lan') => ({
  hold,
  contact: { name, phone },
  consents: [{ purpose: 'appointment', version: '2026-01' }],
});

export async function hold(server: Citizen, slot: string, phone = freshPhone(), of = service): Promise<Hold> {
  return (await (await server.send('/holds', { service: of, slot, phone })).json()) as Hold;
}

/** Holds and books a slot. */
export async function book(server: Citizen, slot: string, phone = freshPhone(), of = service): Promise<Appointment> {
  const { token } = await hold(server, slot, phone, of);
  return (await (await server.send('/appointments', bookingBody(token, phone))).json()) as Appointment;
}
