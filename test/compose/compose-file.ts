/**
 * The compose file as far as it is looked at here: nested keys, lists and texts by their indentation, two spaces a level. No parser of
 * YAML: what it cannot read (tabs, anchors, folded text) is thrown, and whether the file is right as a whole `compose config` tells.
 */
export type Node = string | readonly Node[] | Readonly<{ [key: string]: Node }>

type Line = Readonly<{ indent: number; text: string; number: number }>

const KEY = /^("[^"]*"|[\w.-]+):(?: (.*))?$/

export const readCompose = (text: string): Node => {
  const lines = text.split('\n').flatMap((line, index): Line[] => {
    const bare = line.replace(/(^|\s)#.*$/, '').trimEnd()
    if (bare === '') return []
    if (/\t|^\s*[&*|>]|: [&*|>]/.test(bare)) throw new SyntaxError(`line ${index + 1}: “${line}” is not read here`)
    return [{ indent: bare.length - bare.trimStart().length, text: bare.trimStart(), number: index + 1 }]
  })
  const [node, rest] = nodeOf(lines, 0)
  const [left] = rest
  if (left) throw new SyntaxError(`line ${left.number}: “${left.text}” does not belong to anything`)
  return node
}

type Read = readonly [node: Node, rest: readonly Line[]]

const nodeOf = (lines: readonly Line[], indent: number): Read => {
  const [first] = lines
  if (!first || first.indent < indent) return ['', lines]
  if (first.text.startsWith('- ') || first.text.startsWith('[')) return listOf(lines, first.indent)
  return mappingOf(lines, first.indent)
}

const listOf = (lines: readonly Line[], indent: number): Read => {
  const [first] = lines
  if (first?.text.startsWith('[')) return [inlineList(first.text), lines.slice(1)]
  const count = lines.findIndex(line => line.indent !== indent || !line.text.startsWith('- '))
  const end = count === -1 ? lines.length : count
  return [lines.slice(0, end).map(({ text }) => unquoted(text.slice(2))), lines.slice(end)]
}

const mappingOf = (lines: readonly Line[], indent: number): Read => {
  const entries: [string, Node][] = []
  let rest = lines
  for (let line = rest[0]; line && line.indent === indent; line = rest[0]) {
    const [, key, value = ''] = KEY.exec(line.text) ?? []
    if (key === undefined) throw new SyntaxError(`line ${line.number}: “${line.text}” is not read here`)
    const [node, after] = value === '' ? nodeOf(rest.slice(1), indent + 1) : ([scalar(value), rest.slice(1)] as const)
    entries.push([unquoted(key), node])
    rest = after
  }
  return [Object.fromEntries(entries), rest]
}

const scalar = (value: string): Node => (value.startsWith('[') ? inlineList(value) : unquoted(value))

const inlineList = (text: string): readonly string[] =>
  [...text.slice(1, -1).matchAll(/"((?:\\.|[^"])*)"|'([^']*)'|([^\s,"'][^,]*)/g)].map(
    match => match[1] ?? match[2] ?? match[3] ?? '',
  )

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text)?.[2] ?? text
