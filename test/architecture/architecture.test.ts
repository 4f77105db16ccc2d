/** The shape of the repository, kept by rules; each rule is shown a planted breach first, so that it is known to see. */
import t from 'tap'
import { dependenciesAreWhatIsImported, versionsAreExact } from './manifests.ts'
import { repositoryFiles, type SourceFile, topLevel } from './repository.ts'
import * as rules from './rules.ts'
import { codeOf, importsOf, packageOf } from './source-text.ts'

const files = repositoryFiles()
type Rule = (files: readonly SourceFile[]) => readonly string[]
const at = (path: string, text: string): readonly SourceFile[] => [{ path, text }]
const manifest = (content: object, path = 'packages/form/package.json'): SourceFile => ({ path, text: JSON.stringify(content) })

/** The rule, breaches it must see, and what it must let pass. */
const checks: readonly (readonly [
  what: string,
  rule: Rule,
  planted: readonly (readonly SourceFile[])[],
  sound: readonly SourceFile[],
])[] = [
  [
    'packages import downwards only',
    rules.packagesImportDownwards,
    [
      at('packages/form/src/a.ts', "import { decide } from '@shenbao/declaration/decide.ts'"),
      at('packages/kernel/src/a.ts', "export type { Form } from '@shenbao/form/form.ts'"),
      at('packages/declaration/src/a.ts', "import {\n  record,\n} from '@shenbao/handler/record.ts'"),
      at('packages/declaration/src/a.ts', "const load = () => import('@shenbao/event-store/port.ts')"),
      at('packages/policy/src/a.ts', "import '@shenbao/workflow/route.ts'"),
      at('packages/newcomer/src/a.ts', "import { add } from '@shenbao/kernel/decimal.ts'"),
      at('services/server/src/a.ts', "import { accounts } from '@shenbao/testkit/accounts.ts'"),
      at('packages/testkit/src/a.ts', "import { buildApp } from '@shenbao/server/app.ts'"),
    ],
    at(
      'packages/handler/src/a.ts',
      "import { decide } from '@shenbao/declaration/decide.ts'\n// import { x } from '@shenbao/read-models/x.ts'",
    ),
  ],
  [
    'packages are imported by name, not by a path into their folder',
    rules.packagesAreImportedByName,
    [
      at('packages/form/src/a.ts', "import { x } from '../../policy/src/pack.ts'"),
      at('packages/form/test/a.ts', "import x from '../../../test/bench/append.ts'"),
    ],
    at('packages/form/test/a.ts', "import { x } from '../src/form.ts'"),
  ],
  [
    'xstate is imported by the engine alone',
    rules.xstateStaysInWorkflow,
    [
      at('packages/declaration/src/a.ts', "import { setup } from 'xstate'"),
      at('services/web/src/a.tsx', "import { graph } from 'xstate/graph'"),
    ],
    at('packages/workflow/src/a.ts', "import { setup } from 'xstate'"),
  ],
  [
    'the client of the cluster is imported by its adapter alone',
    rules.databaseClientStaysInItsAdapter,
    [at('services/server/src/a.ts', "import { EventStoreDBClient } from '@eventstore/db-client'")],
    at('packages/event-store-kurrent/src/a.ts', "import { EventStoreDBClient } from '@eventstore/db-client'"),
  ],
  [
    'sm-crypto is imported by one file alone',
    rules.smCryptoStaysInOneFile,
    [
      at('packages/audit/src/signature.ts', "import smCrypto from 'sm-crypto'"),
      at('packages/audit/test/sm2.test.ts', "import { sm2 } from 'sm-crypto'"),
      at('services/server/src/a.ts', "import { sm2 } from 'sm-crypto'"),
    ],
    at('packages/audit/src/sm2.ts', "import smCrypto from 'sm-crypto'"),
  ],
  [
    'what decides reads no file and opens no socket',
    rules.pureCodeImportsNoNode,
    [at('packages/policy/src/a.ts', "import { readFileSync } from 'node:fs'")],
    at('packages/audit/src/a.ts', "import { hash } from 'node:crypto'"),
  ],
  [
    'what decides has no clock, no chance, no waiting, no environment, no log',
    rules.pureCodeHasNoClockNorChance,
    ['Date.now()', 'new Date()', 'Math.random()', 'async () => 1', 'process.env', 'console.log(1)', 'setTimeout(f)'].map(code =>
      at('packages/workflow/src/a.ts', `const x = ${code}`),
    ),
    at('packages/workflow/src/a.ts', "/** Not `Date.now()`. */\nconst x = 'new Date()' // Math.random()"),
  ],
  [
    'money and values are no floats',
    rules.figuresAreNeverFloats,
    ['parseFloat(text)', 'value.toFixed(2)', 'Number(amount)', 'Number(totalFen)', 'Number(fen) / 100'].map(code =>
      at('services/web/src/a.tsx', `const x = ${code}`),
    ),
    at('services/web/src/a.tsx', 'const x = Number(page)'),
  ],
  [
    'files stay under 400 lines',
    rules.filesStayShort,
    [at('packages/form/src/a.ts', 'a\n'.repeat(401))],
    at('packages/form/src/a.ts', 'a\n'.repeat(400)),
  ],
  [
    'no file only passes others on',
    rules.noBarrels,
    [
      at('packages/form/src/index.ts', "export * from './form.ts'\nexport { a } from './a.ts'\n"),
      at('packages/form/src/b.ts', "export {\n  a,\n} from './a.ts'"),
    ],
    at('packages/form/src/a.ts', "export { a } from './a.ts'\nexport const b = 1"),
  ],
  [
    'no folder for everything',
    rules.noFolderForEverything,
    ['packages/form/src/utils/a.ts', 'services/web/src/common/a.ts', 'packages/form/src/helpers.ts'].map(path => at(path, '')),
    at('packages/form/src/commons-license.ts', ''),
  ],
  [
    'nothing points to a place outside the repository',
    rules.nothingPointsOutside,
    [
      at('README.md', `see ${['..', 'shared', 'x.md'].join('/')}`),
      at('infra/a.yml', `path: ${['', 'work', 'main'].join('/')}`),
      at('a.json', `"${['', 'home', 'someone'].join('/')}"`),
      at('pnpm-workspace.yaml', `registry: ${['registry', 'npmjs', 'org'].join('.')}`),
    ],
    at('README.md', 'https://example.org/work/x and framework/home'),
  ],
  [
    'versions are exact',
    versionsAreExact,
    ['^1.0.0', '~1.0.0', '*', 'latest', '1.x', 'workspace:^'].map(version => [manifest({ dependencies: { zod: version } })]),
    [
      manifest({ dependencies: { zod: '4.6.7', '@shenbao/kernel': 'workspace:*' } }),
      manifest({ devDependencies: { tap: '21.8.0' } }, 'package.json'),
    ],
  ],
  [
    'a package declares what it imports, and nothing else',
    dependenciesAreWhatIsImported,
    [
      [manifest({ dependencies: { zod: '4.6.7' } })],
      [manifest({}), { path: 'packages/form/src/a.ts', text: "import { z } from 'zod'" }],
      [manifest({}), { path: 'packages/form/test/a.test.ts', text: "import { accounts } from '@shenbao/testkit/accounts.ts'" }],
      [manifest({ devDependencies: { '@shenbao/testkit': 'workspace:*' } })],
    ],
    [
      manifest({ dependencies: { zod: '4.6.7' }, devDependencies: { '@shenbao/testkit': 'workspace:*' } }),
      manifest({ devDependencies: { tap: '21.8.0' } }, 'package.json'),
      { path: 'packages/form/src/a.ts', text: "import { z } from 'zod'" },
      {
        path: 'packages/form/test/a.test.ts',
        text: "import t from 'tap'\nimport { accounts } from '@shenbao/testkit/accounts.ts'",
      },
    ],
  ],
]

for (const [what, rule, planted, sound] of checks)
  t.test(what, t => {
    for (const [place, breach] of planted.entries()) t.ok(rule(breach).length > 0, `canary ${place}: a planted breach is seen`)
    t.same(rule(sound), [], 'what is sound passes')
    t.same(rule(files), [], 'the repository keeps it')
    t.end()
  })

t.test('the top of the repository is fixed', t => {
  const fixed = new Set([
    'services',
    'packages',
    'infra',
    'test',
    'docker-compose.yml',
    'pnpm-workspace.yaml',
    'package.json',
    'tsconfig.base.json',
    'README.md',
    'pnpm-lock.yaml',
  ])
  const strange = (entries: readonly string[]): readonly string[] =>
    entries.filter(name => !name.startsWith('.') && !fixed.has(name))
  t.same(strange(['src', 'tap-snapshots', '.ci', 'packages']), ['src', 'tap-snapshots'], 'canary')
  t.same(strange(topLevel()), [])
  t.end()
})

t.test('the reader of imports sees every form of them', t => {
  const text = [
    "import t from 'tap'",
    "import type { A } from './a.ts'",
    "import './side-effect.ts'",
    "import data from '../x.json' with { type: 'json' }",
    "export { b } from './b.ts'",
    "export * as c from './c.ts'",
    "const d = () => import('./d.ts')",
    "// import e from './e.ts'",
    "export const f = select('from ', './f.ts')",
  ].join('\n')
  t.same(importsOf(text), ['tap', './a.ts', './side-effect.ts', '../x.json', './b.ts', './c.ts', './d.ts'])
  t.same(['@shenbao/form/form.ts', 'zod/v4', './a.ts', 'node:fs'].map(packageOf), ['@shenbao/form', 'zod', null, null])
  t.equal(codeOf("a = 'x' // y\n/* z */ b"), `a = ${' '.repeat(8)}\n${' '.repeat(8)}b`)
  t.ok(files.length > 100, `${files.length} files looked at`)
  t.end()
})
