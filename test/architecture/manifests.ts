import { isCode, type SourceFile } from './repository.ts'
import { importsOf, packageOf } from './source-text.ts'

type Manifest = Readonly<{
  name?: string
  dependencies?: Readonly<Record<string, string>>
  devDependencies?: Readonly<Record<string, string>>
  scripts?: Readonly<Record<string, string>>
}>

const manifestsIn = (files: readonly SourceFile[]): readonly (readonly [folder: string, manifest: Manifest])[] =>
  files
    .filter(({ path }) => path === 'package.json' || /^(?:packages|services)\/[^/]+\/package\.json$/.test(path))
    .map(({ path, text }) => [path.slice(0, -'package.json'.length), JSON.parse(text) as Manifest])

const EXACT = /^(?:\d+\.\d+\.\d+(?:-[\w.]+)?|workspace:\*)$/

/** The same versions on every machine, and no surprise on the next one. */
export const versionsAreExact = (files: readonly SourceFile[]): readonly string[] =>
  manifestsIn(files).flatMap(([folder, { dependencies = {}, devDependencies = {} }]) =>
    Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !EXACT.test(version))
      .map(([name, version]) => `${folder}package.json: ${name} ${version}`),
  )

/** A package declares what its code imports, and nothing else; what its tests import besides is declared for development. */
export const dependenciesAreWhatIsImported = (files: readonly SourceFile[]): readonly string[] => {
  const manifests = manifestsIn(files)
  const tools = new Set(
    manifests.filter(([folder]) => folder === '').flatMap(([, { devDependencies = {} }]) => Object.keys(devDependencies)),
  )
  return manifests
    .filter(([folder]) => folder !== '')
    .flatMap(([folder, manifest]) => {
      const own = files.filter(file => isCode(file) && file.path.startsWith(folder))
      const imported = (isTest: boolean): ReadonlySet<string> =>
        new Set(
          own
            .filter(({ path }) => path.startsWith(`${folder}test/`) === isTest)
            .flatMap(({ text }) => importsOf(text).flatMap(specifier => packageOf(specifier) ?? [])),
        )
      const [code, tests] = [imported(false), imported(true)]
      const declared = Object.keys(manifest.dependencies ?? {})
      const development = Object.keys(manifest.devDependencies ?? {})
      const isKnown = (name: string): boolean => tools.has(name) || name === manifest.name
      const isCommand = (name: string): boolean => Object.values(manifest.scripts ?? {}).some(script => script.includes(name))
      const at = `${folder}package.json`
      return [
        ...[...code]
          .filter(name => !declared.includes(name) && !development.includes(name) && !isKnown(name))
          .map(name => `${at}: ${name} is imported`),
        ...[...tests]
          .filter(name => !declared.includes(name) && !development.includes(name) && !isKnown(name))
          .map(name => `${at}: ${name} is imported by tests`),
        ...declared.filter(name => !code.has(name)).map(name => `${at}: ${name} is not imported`),
        ...development
          .filter(name => !tests.has(name) && !code.has(name) && !name.startsWith('@types/') && !isCommand(name))
          .map(name => `${at}: ${name} is not imported by tests`),
      ]
    })
}
