import { digestOfFact, type Envelope } from '@shenbao/kernel/envelope.ts'
import { headText } from '../log-head.ts'
import { keyIdOf, publicKeyText } from '../public-key.ts'
import type { DossierParts } from './dossier-files.ts'

type Told = Pick<DossierParts, 'name' | 'facts' | 'log' | 'seal' | 'key' | 'exportedAt'>

const standards = { sm3: 'SM3（GB/T 32905-2016）', 'sha-256': 'SHA-256（FIPS 180-4）' } as const

/** readme.txt (说明): what the dossier proves and what it does not, for somebody who knows the law and not the machine. */
export const explanation = ({ name, facts, log, seal, key, exportedAt }: Told, last: Envelope): string => {
  const head = headText({ facts: facts.length, digest: digestOfFact(log.digest, last) })
  const sealed = seal
    ? `最近一枚封印：${seal.statement.sealedAt}，涵盖整个日志的前 ${seal.statement.facts} 条，密钥编号 ${seal.statement.keyId}。`
    : '导出时日志没有封印。'
  const signed = key
    ? `加封与导出签名的公钥：${publicKeyText(key.publicKey)}（编号 ${keyIdOf(key.publicKey)}）。`
    : '本卷宗没有导出签名。'
  return `${name}
申报记录卷宗说明

导出时间：${exportedAt}（服务器时间，UTC）
记录条数：${facts.length}
摘要算法：${standards[log.name]}
本申报的摘要头：${head}
${sealed}
${signed}

一、卷宗里有什么
facts.ndjson　本申报的全部记录，一行一条，按发生的先后排列。每条写明何人、何时、以何身份、作了什么。
form.json　申报表；opinions.json　各环节意见。两者由系统从记录整理而成，供阅读。
attachments　佐证材料的文件，以内容的摘要命名；名称、对应的指标和日期见 facts.ndjson 中的 evidence-attached。撤下的不在内。
proof.json　各文件的摘要、封印和签名。
verify.html　用浏览器打开的核验页，不联网；verify.mjs　同样的核验程序，用 Node 20 以上运行：node verify.mjs 卷宗.zip。

二、怎样核验
打开核验页，选择卷宗压缩包。核验程序会逐条重算摘要，核对封印和签名，并用中文说明结果。
最好使用从另一途径取得的核验程序：随卷宗附带的程序，也可能被改动卷宗的人一并改动。
批复上或别处抄存的摘要头，以及从别的途径取得的公钥，可一并填入。填入之后能证明的更多。

三、能证明什么
1. 记录的先后次序和内容前后相接。除最后一条外，任何一条被改动、删去、插入或调换，都会被发现。
2. 封印所涵盖的记录，自加封之时起没有变过。没有加封密钥的人，做不出相符的封印。
3. 清单所列的文件，自导出签名之时起没有变过。
4. 卷宗里的佐证材料，就是登记时的那些文件：每个文件的摘要写在记录里，与记录一同受链条和封印保护。
5. 填入抄存的摘要头并相符时：抄存之时的那些记录，一条未改。这一点对任何人都成立，包括持有密钥的人。

四、不能证明什么
1. 没有抄存的摘要头时，不能排除持有加封密钥的人重建了整个日志，并重新加封。
2. 公钥随卷宗而来。不与别的途径取得的公钥核对，就不能证明封印和签名出自哪个单位。
3. 封印之后、导出之前的记录，只有导出签名保证；其末尾是否另有记录没有导出，不能证明。
4. 时间是服务器的时间，没有第三方时间戳。
5. 签名出自单位的系统，不是各承办人的个人电子签名。记录中的“何人”，是系统按登录账号记下的。
6. 记录的内容在当初是否真实，不在核验之列。
7. 佐证材料的内容当初是否真实，同样不在核验之列；太大而没有随卷宗导出的，核验时逐一列出，可另行取得后比对摘要。

五、格式
记录按 RFC 8785 写成规范的 JSON，摘要对该文本（UTF-8）计算。每条记录的 previous 是同一申报中前一条的摘要。
封印和导出签名是对 proof.json 中相应 statement 的规范 JSON 的签名，算法为 Ed25519（RFC 8032）或 SM2（GB/T 32918，配 SM3）。
`
}
