import { Button, Input } from 'antd'
import { useState } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import { useAct } from '../monitoring/act.ts'
import { Refused } from '../monitoring/refused.tsx'
import { shortInstant } from '../ui/time.tsx'
import { sizeWords } from './file-size.ts'
import type { AttachmentItem } from './queries.ts'

type Parts = Readonly<{
  declaration: DeclarationOut
  item: AttachmentItem
  detaching: Readonly<{ onBehalfOf: string | undefined }> | null
}>

/** One file: the day it proves apart from the day it was brought, where else it is used, and the way to look at it. */
export const EvidenceItem = ({ declaration, item, detaching }: Parts) => {
  const [isShown, setShown] = useState(false)
  const [isDetaching, setDetaching] = useState(false)
  const address = `/api/declarations/${declaration.id}/attachments/${encodeURIComponent(item.id)}`
  const isPicture = item.inline && item.mediaType.startsWith('image/')
  return (
    <li>
      <p>
        {item.detached ? <del>{item.name}</del> : <b>{item.name}</b>} <span className="sub">{sizeWords(item.size)}</span>
      </p>
      <p>证明日期 {item.effectiveOn}</p>
      <p className="sub">
        {item.uploadedBy.name} {shortInstant(item.uploadedAt)} 上传{item.kind !== null && `・${item.kind}`}
      </p>
      {item.warning !== null && <p className="amber">▲ {item.warning}</p>}
      {item.alsoUsed.map(use => (
        <p key={`${use.declaration} ${use.attachment}`} className="amber">
          ▲ 同一文件还用于：{use.year} 年度「{use.declarationName ?? '未命名的申报'}」{use.indicator ?? '整份申报'}
        </p>
      ))}
      {item.detached && (
        <p className="red">
          已由 {item.detached.byName} 撤下：{item.detached.reason}
        </p>
      )}
      <p className="acts">
        {isPicture && (
          <button type="button" className="act" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? '收起' : '查看'}
          </button>
        )}
        {item.inline && !isPicture && (
          <a href={`${address}?inline`} target="_blank" rel="noreferrer">
            查看
          </a>
        )}
        <a href={address} download>
          下载
        </a>
        {detaching && !item.detached && (
          <button type="button" className="act" onClick={() => setDetaching(!isDetaching)}>
            撤下
          </button>
        )}
      </p>
      {isShown && <img src={`${address}?inline`} alt={item.name} />}
      {isDetaching && detaching && !item.detached && <Detach declaration={declaration} item={item} detaching={detaching} />}
    </li>
  )
}

const Detach = ({ declaration, item, detaching }: Parts & Readonly<{ detaching: NonNullable<Parts['detaching']> }>) => {
  const act = useAct(declaration.id)
  const [reason, setReason] = useState('')
  const command = { type: 'detach-evidence' as const, attachment: item.id, reason }
  return (
    <div className="dialog-fields">
      <Refused id={declaration.id} trouble={act.error} />
      <Input
        aria-label="撤下的理由"
        placeholder="为什么撤下（文件留在记录里，不再算数）"
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      <Button
        danger
        disabled={reason.trim() === ''}
        loading={act.isPending}
        onClick={() => act.mutate({ revision: declaration.revision, command, ...detaching })}
      >
        确定撤下
      </Button>
    </div>
  )
}
