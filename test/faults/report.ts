import { readFileSync } from 'node:fs'

/** The tests whose long run is reported; each keeps its figures in `NAME.results.json`. */
export const crashTests = ['killed-log', 'killed-server'] as const

const here = (name: string): URL => new URL(name, import.meta.url)
export const readme = { file: here('README.md'), text: (): string => readFileSync(here('README.md'), 'utf8') }

const BEGIN = '<!-- figures -->'
const END = '<!-- end of figures -->'

/** The text with the kept figures between its two marks; a text without them is a defect and is thrown. */
export const withFigures = (text: string): string => {
  const [before, rest] = [text.split(BEGIN)[0], text.split(END)[1]]
  if (before === undefined || rest === undefined || !text.includes(BEGIN))
    throw new TypeError('the marks of the figures are not there')
  return `${before}${BEGIN}\n${crashTests.map(table).join('\n')}${END}${rest}`
}

export const keptFigures = (name: (typeof crashTests)[number]): Readonly<Record<string, number | string>> =>
  JSON.parse(readFileSync(here(`${name}.results.json`), 'utf8'))

const table = (name: (typeof crashTests)[number]): string => {
  const rows = Object.entries(keptFigures(name)).map(([what, figure]) => `| ${worded(what)} | ${figure} |`)
  return [`| \`${name}.test.ts\` | |`, '|---|---|', ...rows, ''].join('\n')
}

/** `whileOpening` → `while opening`. */
export const worded = (name: string): string => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
