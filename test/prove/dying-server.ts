import { createApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/http/serve.ts';
import { readConfig } from '../../src/server/platform/config.ts';
import { openDatabase } from '../../src/server/platform/open-database.ts';

/** A server that kills itself with -9 after a write has been committed and before it is answered. */
const database = await openDatabase(readConfig());
const app = await createApp(database);

const fetch = async (request: Request): Promise<Response> => {
  const answer = await app.fetch(request);
  if (answer.status === 201) process.kill(process.pid, 'SIGKILL');
  return answer;
};
const { port } = await listen({ fetch } as typeof app, { port: 0, host: '127.0.0.1' });
process.stdout.write(`listening ${port}\n`);
