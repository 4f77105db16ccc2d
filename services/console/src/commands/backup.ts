import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { AttachmentStore } from '@shenbao/attachments/attachment-store.ts'
import { brokenFiles, brokenSentence } from '@shenbao/attachments/check-files.ts'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { headText } from '@shenbao/audit/log-head.ts'
import { type Attached, writeBackup } from '@shenbao/backup/write-backup.ts'
import { evidenceOnRecord, fileIn } from '@shenbao/declaration/evidence-on-record.ts'
import { systemClock } from '@shenbao/server/clock.ts'
import { filesToBackUp, secretsAmong } from '../beside-the-log.ts'
import { type ConsoleCommand, Misused } from '../console.ts'
import { attachmentsOf } from '../files-on-record.ts'
import { logPlace, withLogToRead } from '../log-place.ts'
import { progressNote } from '../progress-note.ts'

export const backup: ConsoleCommand = {
  summary: '把日志备份成一个文件；不用停下服务',
  usage: [
    '用法：npx -y pnpm@12 shenbao backup 文件 [--data 目录] [--with-accounts] [--with-key]',
    '备份的是此刻为止的全部记录和佐证材料，边备份边核验；核验不过的日志不备份。不会覆盖已有的文件。',
    '缺失或被改动的佐证材料带不走，会逐一列出，退出码 1；其余照常备份。',
    '账号和口令、加封密钥不在日志里，默认不带走：',
    '  --with-accounts  带上账号文件（credentials.sqlite）。不带，恢复到别的机器后谁也不能登录，要另行拷回这个文件。',
    '  --with-key       带上加封密钥（seal-key.json）。不带，恢复后要另建一把；请另行妥善保存原来的密钥。',
    '带了其中任何一样，备份文件就要像口令一样保管。写成的文件只有本账号可读；中途打断时留下的 .partial 文件可以删去。',
    '设了 EVENTSTOREDB_URL 时备份日志服务器上的日志，--data 只指账号和密钥所在的目录。',
  ].join('\n'),
  run: async (args, terminal) => {
    const flag = { type: 'boolean' } as const
    const options = { data: { type: 'string' }, 'with-accounts': flag, 'with-key': flag } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [named, ...more] = positionals
    if (named === undefined || more.length > 0) throw new Misused('请写明一个要写成的备份文件。')
    const file = resolve(named)
    const place = logPlace(values.data, terminal)
    const files = filesToBackUp(place.directory, {
      key: values['with-key'] ?? false,
      accounts: values['with-accounts'] ?? false,
    })
    const progress = progressNote(terminal)
    const madeAt = systemClock(null).now().toISOString()
    const evidence = evidenceOnRecord()
    const { head, attachments, broken } = await withLogToRead(place, async store => {
      const kept = attachmentsOf(place.directory, (await digestOfLog(store)).name)
      const onFacts = (facts: number): void => progress('正在备份', facts, null)
      const written = await writeBackup(file, { store, files, attachments: takenAlong(kept, evidence), madeAt, onFacts })
      const lost = evidence.files().filter(({ digest }) => written.lost.includes(digest))
      return { ...written, broken: await brokenFiles(kept, lost) }
    })
    terminal.out(`已备份 ${head.facts} 条记录到 ${file}，附件 ${attachments} 个。\n摘要头 ${headText(head)}\n`)
    for (const lost of broken) terminal.note(`没有带上${brokenSentence(lost)}\n`)
    const { key, accounts } = secretsAmong(files)
    if (!accounts)
      terminal.note('没有带上账号文件：恢复到别的机器时，请另行拷回 credentials.sqlite，否则不能登录（--with-accounts）。\n')
    if (!key) terminal.note('没有带上加封密钥：请另行妥善保存 seal-key.json（--with-key）。\n')
    if (key || accounts) terminal.note('备份里有口令编码或密钥，请像口令一样保管这个文件。\n')
    return broken.length === 0 ? 0 : 1
  },
}

/** Each file is read whole before it goes along: one that was altered would be found out when it is needed. */
const takenAlong = (kept: AttachmentStore, evidence: ReturnType<typeof evidenceOnRecord>): Attached => ({
  fileIn: fact => {
    evidence.take(fact)
    return fileIn(fact)
  },
  open: async digest => ((await kept.check(digest)) === 'whole' ? ((await kept.open(digest))?.bytes ?? null) : null),
})
