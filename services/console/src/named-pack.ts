import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { DEFAULT_PACK_ID, findPack, packIds } from '@shenbao/policy/packs.ts'
import { type PackProblem, type ReadPack, readPack } from '@shenbao/policy/read-pack.ts'
import { Misused } from './console.ts'
import { readJsonFile } from './read-json.ts'

export const packUsage = '政策包写编号（如 SH-2026，指定版本写 SH-2026@1），或政策包文件（.json）'

/** The pack that a file's missing groups are taken from. */
export const basePack = (): PolicyPack => {
  const pack = findPack(DEFAULT_PACK_ID)
  if (!pack) throw new TypeError(`no policy pack ${DEFAULT_PACK_ID}`)
  return pack
}

/** A pack named on the command line, by id, `id@version` or file. A file with mistakes is bad input, all of them told. */
export const packNamed = async (name: string): Promise<PolicyPack> => {
  if (/[/.\\]/.test(name)) {
    const read = await readPackFile(name)
    if ('pack' in read) return read.pack
    throw new Misused(`政策包文件“${name}”有 ${read.problems.length} 处要改正：\n${problemLines(read.problems)}`)
  }
  const [id = '', version] = name.split('@')
  const pack =
    version === undefined || /^[1-9]\d{0,5}$/.test(version)
      ? findPack(id, version === undefined ? undefined : Number(version))
      : null
  if (!pack) throw new Misused(`没有政策包“${name}”。现有：${packIds.join('、')}；也可以写政策包文件（.json）。`)
  return pack
}

export const readPackFile = async (path: string): Promise<ReadPack> => readPack(await readJsonFile(path), basePack())

export const problemLines = (problems: readonly PackProblem[]): string =>
  problems.map(({ path, message }) => `  ${path || '整份文件'}：${message}`).join('\n')
