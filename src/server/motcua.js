#!/usr/bin/env node
// In JavaScript, so that a Node that cannot run TypeScript says so.

const needed = 24;

if (Number(process.versions.node.split('.')[0]) < needed) {
  console.error(
    `motcua needs Node ${needed} or later, and this is ${process.versions.node}: run it as "npx motcua", which takes the one among the modules, or install it`,
  );
  process.exitCode = 1;
} else await import('./main.ts');
