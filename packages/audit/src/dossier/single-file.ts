import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin, stripTypeScriptTypes } from 'node:module'
import { posix } from 'node:path'

/**
 * Joins modules of this product into one script that runs alone, in Node or in a page. The files that decide here are the very files
 * that decide there: nothing is written twice. Their types are taken off, imports among them dropped; libraries (CommonJS) are put in
 * front as they lie in node_modules.
 */

/** Libraries a joined file may import, and the file of each that runs anywhere. */
const libraries: Readonly<Record<string, string>> = { 'sm-crypto': 'src/index.js', fflate: 'umd/index.js' }

const IMPORT = /^import\s+(?!type\b)([^'"]*?)\s+from\s+['"]([^'"]+)['"]\s*$/gm

/** `modules` in the order of their dependence; a module that imports what is not there by then is a defect and is thrown. */
export const joinedScript = (modules: readonly URL[]): string => {
  const names = new Set<string>()
  const used = new Set<string>()
  const texts = modules.map(url => {
    const bare = stripTypeScriptTypes(readFileSync(url, 'utf8'))
    const text = bare.replace(IMPORT, (_, what: string, from: string) => replaced(what.trim(), from, { names, used }))
    names.add(nameOf(url.pathname))
    return withoutBlankLines(text.replace(/^export (?=const|function|class)/gm, ''))
  })
  return [bundled([...used]), ...texts].join('\n')
}

type Seen = Readonly<{ names: ReadonlySet<string>; used: Set<string> }>

const replaced = (what: string, from: string, { names, used }: Seen): string => {
  if (from.startsWith('node:')) return `import ${what} from '${from}'`
  if (Object.hasOwn(libraries, from)) {
    if (!/^(?:\w+|\{[^}]*\})$/.test(what)) throw new TypeError(`import either the default or names from ${from}, not both`)
    used.add(from)
    return `const ${what} = fromLibrary('${from}')`
  }
  if (!names.has(nameOf(from))) throw new TypeError(`${from} is imported before it is there`)
  return ''
}

const nameOf = (path: string): string => posix.basename(path)

const withoutBlankLines = (text: string): string => text.replace(/^[ \t]*\n/gm, '').replace(/[ \t]+$/gm, '')

/** CommonJS libraries and all they require, each file a function, and a `require` that knows these alone. */
const bundled = (names: readonly string[]): string => {
  const files = new Map<string, string>()
  const places: Record<string, string> = {}
  for (const name of names) places[name] = collect(fileOfLibrary(name), files, places)
  const entries = [...files].map(([place, text]) => `${JSON.stringify(place)}: function (module, exports, require) {\n${text}\n}`)
  return [`const libraryPlaces = ${JSON.stringify(places)}`, `const libraryFiles = {\n${entries.join(',\n')}\n}`, LOADER].join(
    '\n',
  )
}

const LOADER = `const libraryLoaded = new Map()
const loadLibraryFile = place => {
  const known = libraryLoaded.get(place)
  if (known) return known.exports
  const module = { exports: {} }
  libraryLoaded.set(place, module)
  libraryFiles[place].call({}, module, module.exports, name => loadLibraryFile(libraryPlaces[place + ' ' + name]))
  return module.exports
}
const fromLibrary = name => loadLibraryFile(libraryPlaces[name])`

const REQUIRE = /\brequire\(['"]([^'"]+)['"]\)/g

/** Takes in a file and what it requires; answers with its place, which is its path below node_modules and names no machine. */
const collect = (file: string, files: Map<string, string>, places: Record<string, string>): string => {
  const place = file.slice(file.lastIndexOf(MODULES) + MODULES.length)
  if (files.has(place)) return place
  const text = readFileSync(file, 'utf8')
  files.set(place, text)
  // fflate asks for threads of Node where there are any, and lives without.
  for (const [, name = ''] of text.matchAll(REQUIRE))
    if (!isBuiltin(name)) places[`${place} ${name}`] = collect(withSlashes(createRequire(file).resolve(name)), files, places)
  return place
}

const MODULES = 'node_modules/'

const withSlashes = (path: string): string => path.replaceAll('\\', '/')

const fileOfLibrary = (name: string): string => {
  const main = withSlashes(createRequire(import.meta.url).resolve(name))
  return `${main.slice(0, main.lastIndexOf(`${MODULES}${name}/`))}${MODULES}${name}/${libraries[name]}`
}
