import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { headText } from '@shenbao/audit/log-head.ts'
import { writeBackup } from '@shenbao/backup/write-backup.ts'
import { systemClock } from '@shenbao/server/clock.ts'
import { filesToBackUp, secretsAmong } from '../beside-the-log.ts'
import { type ConsoleCommand, Misused } from '../console.ts'
import { logPlace, withLogToRead } from '../log-place.ts'
import { progressNote } from '../progress-note.ts'

export const backup: ConsoleCommand = {
  summary: '把日志备份成一个文件；不用停下服务',
  usage: [
    '用法：npx -y pnpm@12 shenbao backup 文件 [--data 目录] [--with-accounts] [--with-key]',
    '备份的是此刻为止的全部记录，边备份边核验；核验不过的日志不备份。不会覆盖已有的文件。',
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
    const head = await withLogToRead(place, store =>
      writeBackup(file, { store, files, madeAt, onFacts: facts => progress('正在备份', facts, null) }),
    )
    terminal.out(`已备份 ${head.facts} 条记录到 ${file}。\n摘要头 ${headText(head)}\n`)
    const { key, accounts } = secretsAmong(files)
    if (!accounts)
      terminal.note('没有带上账号文件：恢复到别的机器时，请另行拷回 credentials.sqlite，否则不能登录（--with-accounts）。\n')
    if (!key) terminal.note('没有带上加封密钥：请另行妥善保存 seal-key.json（--with-key）。\n')
    if (key || accounts) terminal.note('备份里有口令编码或密钥，请像口令一样保管这个文件。\n')
    return 0
  },
}
