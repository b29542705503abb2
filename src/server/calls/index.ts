export { callNumber, callNumberOnce, detachCalls, latestCalls, type NewCall } from './call.ts';
export { createCallKey, deleteCallKey } from './call-key.ts';
export { callRoutes } from './routes.ts';
