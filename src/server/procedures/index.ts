export { papersAndFees } from './papers-and-fees.ts';
export { procedureRoutes } from './routes.ts';
