export { publishedAfter } from './catalogue/export-procedures.ts';
export { importCatalogue, importHere } from './catalogue/import-file.ts';
export { foldedProcedure } from './folded.ts';
export { papersAndFees } from './papers-and-fees.ts';
export { procedureRoutes } from './routes.ts';
export { meantCoverage, meantProcedures, searchProcedures } from './search/search-procedures.ts';
export { lockCatalogue } from './lock-catalogue.ts';
