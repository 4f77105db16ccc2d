/**
 * What a source file imports, and what it says apart from comments and texts. No parser: imports of this repository stand at the
 * beginning of a line, and that is enough for the rules here. A quote inside a regular expression may hide the rest of its line.
 */
const IMPORT = /^(?:import|export)\s(?:[^'"`=;]*?\sfrom\s)?'([^']+)'|\bimport\('([^']+)'\)/gm

export const importsOf = (text: string): readonly string[] => [...text.matchAll(IMPORT)].map(match => match[1] ?? match[2] ?? '')

/** `@shenbao/form/form.ts` and `zod/v4` → the package: `@shenbao/form`, `zod`; `null` for relative paths and parts of Node. */
export const packageOf = (specifier: string): string | null => {
  if (/^(\.|node:|#)/.test(specifier)) return null
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

const SILENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g

/** The code alone: comments and texts in quotes are blanked, line numbers stay. */
export const codeOf = (text: string): string => text.replace(SILENT, silent => silent.replace(/[^\n]/g, ' '))

export const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length
