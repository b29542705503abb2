import { ExchangeFailed, type Exchange } from '../../src/mapping/index.ts';

/** Calls an upstream system over plain HTTP. */
export const httpExchange: Exchange = async ({ method, url, headers, body }) => {
  const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) }).catch(() => {
    throw new ExchangeFailed('network');
  });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() };
};
