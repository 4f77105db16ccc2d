import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One text file of the repository; `path` is relative to its root, with `/`. */
export type SourceFile = Readonly<{ path: string; text: string }>

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What is not ours or not source: dependencies, history of the version control, what runs leave behind. */
const passedOver = new Set(['node_modules', '.git', '.tap', 'data', 'coverage', 'dist'])

const isText = (name: string): boolean => /\.(ts|tsx|json|yaml|yml|md|css|html|txt|cjs|mjs|js)$|^[^.]+$|^\.[^.]+$/.test(name)

const walk = function* (folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (passedOver.has(entry.name)) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path)
    else if (entry.isFile() && isText(entry.name)) yield path
  }
}

export const repositoryFiles = (): readonly SourceFile[] =>
  [...walk(root)].map(path => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))

export const topLevel = (): readonly string[] => readdirSync(root).filter(name => !passedOver.has(name))

export const isCode = ({ path }: SourceFile): boolean => /\.tsx?$/.test(path)

/** `packages/form/src/a/b.ts` → package `form` under `packages`, part `src`. */
export const placeOf = (path: string): Readonly<{ group: string; name: string; part: string }> | null => {
  const [group, name, part, ...rest] = path.split('/')
  if ((group !== 'packages' && group !== 'services') || name === undefined || part === undefined) return null
  return { group, name, part: rest.length > 0 ? part : '.' }
}
