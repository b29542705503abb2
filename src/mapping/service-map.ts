import {
  array,
  boolean,
  integer,
  maxValue,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
  type InferOutput,
} from 'valibot';
import { Expression, Request, Value } from './request-map.ts';

/** Ticket numbers that the upstream system calls, pushed over a WebSocket that the server opens. */
export const CallFeed = strictObject({
  about: optional(string()),
  /** Its address, `wss://…`; expressions in braces. */
  socket: string(),
  /** Messages sent once it is open, to subscribe; what is not text is sent as JSON. */
  send: optional(array(Value)),
  /** Which messages call a number; `$` is the message, as JSON where it is. */
  when: Expression,
  agency: Value,
  /** The place whose screens show the number. */
  place: Value,
  /** As on the ticket: `A012`. */
  number: Value,
  /** Name of the counter, or its number. */
  counter: Value,
});

/** What an answer of a message service means. */
const Outcome = strictObject({
  /** `$` is the body, `$http.status` the status. */
  when: Expression,
  /**
   * `rejected`: never sent, and repeating changes nothing; `later`: not sent, may be repeated; `unknown`: may have been
   * sent; `renew`: the token has expired.
   */
  outcome: picklist(['accepted', 'rejected', 'later', 'unknown', 'renew']),
  /** Shown to officers. */
  reason: optional(Value),
});

/** Short messages that are sent through the described system, and what it pushes back to the server. */
export const MessageService = strictObject({
  about: optional(string()),
  /** `sms` by default. */
  channel: optional(picklist(['sms', 'zalo'])),
  /** The system sends a repeated `$message.id` once. */
  repeatable: optional(boolean()),
  /** Messages a minute; 60 by default. */
  perMinute: optional(pipe(number(), integer(), minValue(1), maxValue(100_000))),
  /** A short-lived `$token`, renewed with a refresh token that each renewal may replace. */
  token: optional(
    strictObject({
      /** The first refresh token. */
      first: Value,
      /** `$refresh` is the refresh token. */
      request: Request,
      access: Expression,
      refresh: optional(Expression),
      /** How long the token is valid. */
      seconds: Value,
    }),
  ),
  /** Messages that the service cannot take, before any request. */
  refuseWhen: optional(array(strictObject({ when: Expression, reason: Value }))),
  /** `$message` has `id`, `phone` (E.164), `text`, `template` and `fields`. */
  request: Request,
  /** The first that holds; else the HTTP status decides. */
  outcomes: optional(array(Outcome)),
  /** A pushed receipt; `$` is its body. */
  receipt: optional(
    strictObject({
      when: Expression,
      message: Value,
      /** `sent`, `delivered` or `failed`. */
      state: Value,
    }),
  ),
  /** A pushed message of a citizen. */
  incoming: optional(strictObject({ when: Expression, id: Value, from: Value, text: Value })),
});
/** How messages are sent. */
export type MessageService = InferOutput<typeof MessageService>;
/** How pushed calls are read. */
export type CallFeed = InferOutput<typeof CallFeed>;
