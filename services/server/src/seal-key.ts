import { ensureSealKey, readSealKey, readSealKeyFile, SealKeyFault } from '@shenbao/audit/seal-key-file.ts'
import type { SigningKey } from '@shenbao/audit/signature.ts'
import type { Config } from './config.ts'

/** The key this server seals with, or why it sets no seals (Chinese, what to do). */
export type FoundSealKey = Readonly<{ key: SigningKey }> | Readonly<{ key: null; why: string }>

type Where = Pick<Config, 'dataDirectory' | 'eventStoreUrl' | 'sealKeyFile'>

/**
 * The demonstration makes itself a key beside its log. For real, `init` makes one where somebody can copy the public half; and a log on
 * a cluster has no place beside it: a key of each server's own would make the seals of all others look like a stranger's.
 */
export const findSealKey = ({ dataDirectory, eventStoreUrl, sealKeyFile }: Where, isDemonstration: boolean): FoundSealKey => {
  const isOwnLog = eventStoreUrl === null
  try {
    if (sealKeyFile !== null) {
      const key = readSealKeyFile(sealKeyFile)
      return key ? { key } : { key: null, why: notSealing(`没有 SHENBAO_SEAL_KEY 所指的文件 ${sealKeyFile}。请写对路径`) }
    }
    const key = isDemonstration && isOwnLog ? ensureSealKey(dataDirectory) : readSealKey(dataDirectory)
    return key ? { key } : { key: null, why: notSealing(isOwnLog ? makeOne : shareOne) }
  } catch (fault) {
    if (!(fault instanceof SealKeyFault)) throw fault
    return { key: null, why: notSealing(fault.message.replace(/。$/, '')) }
  }
}

const makeOne = '没有加封密钥。请停下服务，运行 npx -y pnpm@12 shenbao seal 建一把'
const shareOne = '没有加封密钥。请把同一把密钥（seal-key.json）放到各台服务器上，用 SHENBAO_SEAL_KEY 写明它的路径'

const notSealing = (why: string): string => `记录现在不会加封，被人改动后可能无法发现：${why}，然后重新启动。`
