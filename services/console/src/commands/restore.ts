import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Broken, brokenFiles, brokenSentence } from '@shenbao/attachments/check-files.ts'
import { attachmentsInBackup } from '@shenbao/backup/attachments-in-backup.ts'
import { type CheckedBackup, checkBackup, refuseUnsound } from '@shenbao/backup/check-backup.ts'
import { type Restored, restoreBackup } from '@shenbao/backup/restore-backup.ts'
import { isRestoring, markRestoring, unmarkRestoring } from '@shenbao/backup/restoring.ts'
import { evidenceOnRecord, type FileOnRecord } from '@shenbao/declaration/evidence-on-record.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { readModelsDirectory } from '@shenbao/server/data-files.ts'
import { filesToRestore, putFiles, refuseOtherFiles, secretsAmong } from '../beside-the-log.ts'
import { type ConsoleCommand, Misused, type Terminal } from '../console.ts'
import { attachmentsOf } from '../files-on-record.ts'
import { type LogPlace, logPlace, withLogToBegin } from '../log-place.ts'
import { progressNote } from '../progress-note.ts'
import { readHead, readPublicKeys } from '../trusted-outside.ts'

export const restore: ConsoleCommand = {
  summary: '把备份恢复到一个空的日志；先整份核验，再写入',
  usage: [
    '用法：npx -y pnpm@12 shenbao restore 文件 [--data 目录] [--trust 摘要头] [--key 文件]',
    '请先停下服务。备份整份核验通过才开始写；目标日志必须是空的。中途打断后，再运行一次同样的命令就接着做完。',
    '摘要头、文件：同 verify，用保存在日志之外的摘要头、加封公钥核对这份备份。',
    '设了 EVENTSTOREDB_URL 时恢复到日志服务器上：请停下所有服务，做完再启动；--data 只指账号和密钥所放的目录。',
  ].join('\n'),
  run: async (args, terminal) => {
    const text = { type: 'string' } as const
    const options = { data: text, trust: text, key: text }
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0) throw new Misused('请写明一个要恢复的备份文件。')
    const head = readHead(values.trust)
    const keys = values.key === undefined ? 'any' : readPublicKeys(values.key)
    const place = logPlace(values.data, terminal)
    const progress = progressNote(terminal)
    const checked = await checkBackup(file, { head, keys }, (facts, of) => progress('正在核验备份', facts, of))
    refuseUnsound(checked)
    const restored = await restoreInto(place, { file, checked }, progress)
    say(restored, checked, terminal)
    for (const lost of restored.broken) terminal.note(`备份里没有${brokenSentence(lost)}\n`)
    return restored.broken.length === 0 ? 0 : 1
  },
}

type RestoredHere = Restored & Readonly<{ broken: readonly Broken<FileOnRecord>[] }>

type Backup = Readonly<{ file: string; checked: CheckedBackup }>

const restoreInto = async (
  place: LogPlace,
  { file, checked }: Backup,
  progress: ReturnType<typeof progressNote>,
): Promise<RestoredHere> => {
  const { directory } = place
  const files = filesToRestore(directory, checked.files)
  return withLogToBegin(place, async store => {
    const restored = await restoreBackup(file, checked, {
      store,
      isBegun: isRestoring(directory, checked.sum),
      begin: () => {
        refuseOtherFiles(files)
        markRestoring(directory, checked.sum)
        // Made of another log, whose facts stood elsewhere.
        rmSync(readModelsDirectory(directory), { recursive: true, force: true })
      },
      onStored: (facts, of) => progress('正在恢复', facts, of),
      onCompared: (facts, of) => progress('正在与备份核对', facts, of),
    })
    // Put anew as often as it takes: the same bytes are the same file.
    const kept = attachmentsOf(directory, checked.digest.name)
    for await (const { digest, bytes } of attachmentsInBackup(file)) await kept.put(digest, bytes)
    const evidence = evidenceOnRecord()
    for await (const page of feedPages(store)) for (const { fact } of page) evidence.take(fact)
    const broken = await brokenFiles(kept, evidence.files())
    await putFiles(files)
    unmarkRestoring(directory)
    return { ...restored, broken }
  })
}

const say = (
  { facts, resumed, head }: Restored,
  { madeAt, files, attachments }: CheckedBackup,
  { out, note }: Terminal,
): void => {
  if (resumed > 0) note(`上次已恢复 ${resumed} 条，这次接着做完。\n`)
  out(`已恢复 ${facts} 条记录（备份于 ${madeAt}），与备份逐条核对一致；附件 ${attachments.size} 个。\n摘要头 ${head}\n`)
  const { key, accounts } = secretsAmong(files)
  if (!accounts) note('备份里没有账号文件：请把原来的 credentials.sqlite 拷到数据目录，否则不能登录。\n')
  if (!key)
    note(
      '备份里没有加封密钥：请把原来的 seal-key.json 拷到数据目录；没有就用 shenbao seal 另建一把，以后核验时用 --key 给出新旧公钥。\n',
    )
  if (process.env['EVENTSTOREDB_URL']) note('其他服务器的数据目录里的 read-models 也请删去，启动时会自行重建。\n')
}
