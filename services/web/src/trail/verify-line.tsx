import type { LogState } from '@shenbao/server/routes/verify.ts'
import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '../api/problem.ts'
import { Agrees } from '../ui/mark.tsx'
import { clockTime } from '../ui/time.tsx'
import { verifyQuery } from './trail-queries.ts'
import { shortDigest } from './versions.ts'

type Parts = Readonly<{ id: string; facts: number; head: string }>

/** Whether the facts hold together, checked by the server when asked; and the dossier, with which anybody can check it elsewhere. */
export const VerifyLine = ({ id, facts, head }: Parts) => {
  const verify = useQuery(verifyQuery)
  return (
    <p className="verify-line t13" role="status">
      {verify.isFetching ? (
        <span className="mute">正在核对……</span>
      ) : verify.isError ? (
        <span className="red">没有核对成：{sentenceOf(verify.error)}</span>
      ) : (
        verify.data && <Checked state={verify.data} checkedAt={verify.data.checkedAt} id={id} facts={facts} />
      )}
      <span className="mute" title={head}>
        链首 <span className="hash">{shortDigest(head, 3)}</span>
      </span>
      <button type="button" className="act" disabled={verify.isFetching} onClick={() => void verify.refetch()}>
        重新核对
      </button>
      <a href={`/api/declarations/${id}/dossier.zip`} download>
        下载卷宗
      </a>
    </p>
  )
}

type CheckedParts = Readonly<{ state: LogState; checkedAt: string; id: string; facts: number }>

const Checked = ({ state, checkedAt, id, facts }: CheckedParts) => {
  const own = state.breaks.find(({ stream }) => stream.endsWith(id))
  const files = state.attachments.broken.filter(({ declaration }) => declaration === id)
  if (own)
    return (
      <span className="red">
        <b>■ 第 {own.revision} 版起对不上</b>，记录可能被改动过。请不要再用这份申报，并告诉系统管理员。
      </span>
    )
  if (files[0])
    return (
      <span className="red">
        <b>■ {files.length} 份佐证材料对不上</b>：{files[0].message}
      </span>
    )
  return (
    <span>
      <Agrees words="核对一致" /> {facts} 条事实逐条相连，{clockTime(checkedAt)} 核对一致
      {!state.verified && (
        <span className="amber">；别的申报有 {state.breaks.length + state.attachments.broken.length} 处对不上</span>
      )}
    </span>
  )
}
