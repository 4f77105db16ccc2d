import { CsvError, parse } from 'csv-parse/sync'
import type { ReassignOfficer, RenameOfficer } from './commands.ts'
import { roles as allRoles, type Role, roleTitles } from './role.ts'

/**
 * A roster (名册) of organisations and officers as CSV: UTF-8 with or without a mark, quoted as RFC 4180 has it. The first line names
 * the columns, in Chinese or English, in any order; commas between them may be full-width there. A row tells of an organisation, of an
 * officer in it, or of both; several roles stand in one cell, between 、 or ;. Columns with other names are left aside.
 */
const columnNames = {
  organisation: ['单位', '单位名称', 'organisation', 'organization', 'unit'],
  parent: ['上级单位', '上级', '主管部门', 'parent'],
  kind: ['单位类型', '类型', 'kind', 'type'],
  account: ['账号', '帐号', '登录账号', 'account'],
  name: ['姓名', '人员', 'name'],
  roles: ['岗位', '角色', 'roles', 'role'],
} as const
export type Column = keyof typeof columnNames
const columns = Object.keys(columnNames) as readonly Column[]
const ofAnOfficer: readonly Column[] = ['account', 'name', 'roles']

/** A column as its header calls it: the first of its names. */
export const titleOf = (column: Column): string => columnNames[column][0]

const kinds = { 主管部门: 'department', department: 'department', 实施单位: 'unit', 单位: 'unit', unit: 'unit' } as const

/** Where in the file, by the line the row begins on, counted from 1, and what is wrong there. `column: null`: the whole line. */
export type RosterError = Readonly<{ line: number; column: Column | null; message: string }>

/** Cells are trimmed; an empty one is `''`. `kind` and `roles` are `null` where what stands there was not understood. */
export type RosterRow = Readonly<{
  line: number
  organisation: string
  parent: string
  kind: 'unit' | 'department' | '' | null
  account: string
  name: string
  roles: readonly Role[] | null
}>

/**
 * Where the roster and the directory differ about somebody or something already there. `proposals` are the commands that would follow
 * the roster, for a person to confirm and send.
 */
export type RosterNote = Readonly<{
  line: number
  column: Column
  message: string
  proposals: readonly (ReassignOfficer | RenameOfficer)[]
}>

export type Roster = Readonly<{ rows: readonly RosterRow[]; errors: readonly RosterError[] }>

/** A whole department with its units has hundreds of officers. More than this is another kind of file. */
export const ROSTER_ROWS_MAX = 2_000

/** Reads the text as far as it goes, with everything that is wrong with the file itself. Never throws for what stands in it. */
export const readRoster = (text: string): Roster => {
  if (text.includes('\uFFFD'))
    return unreadable(1, '文件不是 UTF-8 编码，有文字读不出来。请在表格软件中另存为“CSV UTF-8”后再导入。')
  const lines = linesOf(text)
  if ('line' in lines) return unreadable(lines.line, lines.message)
  const [header, ...rest] = lines
  if (!header) return unreadable(1, '文件是空的。请在第一行写上列名：单位、上级单位、单位类型、账号、姓名、岗位。')
  const names = header.cells.flatMap(cell => cell.split('，')).map(wordOf)
  const places = placesOf(header.line, names)
  if ('line' in places) return { rows: [], errors: [places] }
  if (rest.length > ROSTER_ROWS_MAX)
    return unreadable(header.line, `一次最多导入 ${ROSTER_ROWS_MAX} 行，文件有 ${rest.length} 行。请分成几个文件。`)
  const read = rest.map(line => readRow(line, names.length, places))
  return { rows: read.map(({ row }) => row), errors: read.flatMap(({ errors }) => errors) }
}

const unreadable = (line: number, message: string): Roster => ({ rows: [], errors: [{ line, column: null, message }] })

type Line = Readonly<{ line: number; cells: readonly string[] }>

/** The lines that say something, with the number of the line each begins on: a quoted cell may run over several. */
const linesOf = (text: string): readonly Line[] | RosterError => {
  const lines: Line[] = []
  let begun = 1
  try {
    // Files put together from several are of mixed line ends, which the reader would take for one long line.
    parse(text.replaceAll(/\r\n?/g, '\n'), {
      bom: true,
      trim: true,
      // Programs leave empty cells at the end out.
      relax_column_count: true,
      on_record: (record: readonly string[], { lines: ended }) => {
        const cells = record.map(cell => cell.trim())
        if (cells.some(cell => cell !== '')) lines.push({ line: begun, cells })
        begun = ended + 1
        return null
      },
    })
    return lines
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return {
      line: begun,
      column: null,
      message: '引号没有成对，从这里起读不下去。单元格中的引号要写成两个，整格再用引号括起来。',
    }
  }
}

/** The place of each column in the line; what is missing or there twice is one error about the header. */
const placesOf = (line: number, names: readonly string[]): ReadonlyMap<Column, number> | RosterError => {
  const found = columns.map(column => ({
    column,
    places: names.flatMap((name, place) => (columnNames[column].some(known => known === name) ? [place] : [])),
  }))
  const twice = found.filter(({ places }) => places.length > 1)
  if (twice.length > 0) {
    const titles = twice.map(({ column }) => `“${titleOf(column)}”`).join('、')
    return { line, column: null, message: `列名${titles}不止一列。请每种只留一列。` }
  }
  const places = new Map(found.flatMap(({ column, places: [place] }) => (place === undefined ? [] : [[column, place] as const])))
  const wanted = ofAnOfficer.some(column => places.has(column)) ? ofAnOfficer : []
  const missing = (['organisation', ...wanted] as const).filter(column => !places.has(column))
  if (missing.length === 0) return places
  const titles = missing.map(column => `“${titleOf(column)}”`).join('、')
  return { line, column: null, message: `第一行缺少列名${titles}。请补上这些列。` }
}

/** A word as it is compared: full-width letters and brackets made plain, remarks in brackets and inner spaces left out. */
const wordOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\(.*\)$/, '')
    .replaceAll(/\s/g, '')
    .toLowerCase()

const readRow = (
  { line, cells }: Line,
  width: number,
  places: ReadonlyMap<Column, number>,
): Readonly<{ row: RosterRow; errors: readonly RosterError[] }> => {
  const errors: RosterError[] = []
  const wrong = (column: Column | null, message: string): null => {
    errors.push({ line, column, message })
    return null
  }
  const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? ''
  const broken = whatBreaks(cells, width)
  if (broken !== null) {
    wrong(null, broken)
    // Which cell is which is not certain, but others may name the organisation: it is not unknown, only unclear.
    return { row: { line, organisation: cell('organisation'), parent: '', kind: null, account: '', name: '', roles: [] }, errors }
  }
  for (const column of columns) if (/\n/.test(cell(column))) wrong(column, '单元格中不能换行。请写成一行。')
  return {
    row: {
      line,
      organisation: cell('organisation'),
      parent: cell('parent'),
      kind: kindOf(cell('kind')) ?? wrong('kind', `“${cell('kind')}”不是单位类型。请填“主管部门”或“实施单位”。`),
      account: cell('account'),
      name: cell('name'),
      roles: rolesOf(cell('roles'), strange =>
        wrong('roles', `没有“${strange}”这个岗位。可填：${Object.values(roleTitles).join('、')}。`),
      ),
    },
    errors,
  }
}

const whatBreaks = (cells: readonly string[], width: number): string | null => {
  const [only = ''] = cells
  if (cells.length === 1 && width > 1 && only.includes('，')) return '这一行用了全角逗号“，”分隔。请改为半角逗号“,”。'
  return cells.slice(width).some(extra => extra !== '') ? '这一行的列数多于第一行。含有逗号的单元格请用引号括起来。' : null
}

const kindOf = (cell: string): 'unit' | 'department' | '' | null => {
  const word = wordOf(cell)
  if (word === '') return ''
  return Object.entries(kinds).find(([name]) => name === word)?.[1] ?? null
}

const rolesOf = (cell: string, wrong: (strange: string) => null): readonly Role[] | null => {
  const named = cell.split(/[、;；,，/\n]/).flatMap(text => (text.trim() === '' ? [] : [text.trim()]))
  const read = named.map(name => allRoles.find(role => role === wordOf(name) || roleTitles[role] === wordOf(name)) ?? wrong(name))
  const known = read.filter(role => role !== null)
  return known.length === read.length ? [...new Set(known)] : null
}
