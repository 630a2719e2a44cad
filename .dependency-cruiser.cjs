// Imports that no file may have. The arrow between rooms, the doors and the cycles are tests (test/boundaries).
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'Rules are decided on values. Reading, sending and injecting happen around them.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/domain/', pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { path: ['^(node:)?(fs|http|https|child_process)$', '^node_modules/(pg|@prisma|bullmq|nodemailer|undici)/'] },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package that only another one brings along may be gone tomorrow.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '\\.(spec|fixture)\\.tsx?$' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-development-package-at-run-time',
      comment: 'The server runs after "npm prune --omit=dev".',
      severity: 'error',
      from: { path: '^(libs|apps/(api|worker|cli))/', pathNot: '\\.(spec|fixture)\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['development', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['generated', '/gql/', '^dist'] },
  },
};
