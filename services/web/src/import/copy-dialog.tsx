import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { sentenceOf } from '../api/problem.ts'
import type { Listed } from '../api/queries.ts'
import { openCopyNamed } from './creating.ts'
import { isSameName } from './intake.ts'

export type Asked = Readonly<{ source: Listed; refusal: unknown; isTaken?: true }>

/** Asks under which name a copy stands, where its own is not free. */
export const CopyDialog = ({ asked, year, close }: Readonly<{ asked: Asked; year: number; close: () => void }>) => {
  const { source } = asked
  const navigate = useNavigate()
  const client = useQueryClient()
  const [name, setName] = useState(source.name ?? '')
  const [refusal, setRefusal] = useState<unknown>(asked.refusal)
  const [isBusy, setBusy] = useState(false)
  const isFree = name.trim() !== '' && (source.year !== year || !isSameName(name, source.name))

  const open = async (): Promise<void> => {
    if (!isFree) return
    setBusy(true)
    try {
      const { id } = await openCopyNamed(source, year, name.trim())
      await client.invalidateQueries({ queryKey: ['lists'] })
      await navigate(`/declarations/${id}`)
    } catch (trouble) {
      setRefusal(trouble)
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={`复制为 ${year} 年度的申报`}
      okText="复制"
      cancelText="取消"
      onOk={() => void open()}
      onCancel={close}
      okButtonProps={{ disabled: !isFree, loading: isBusy }}
    >
      <p>
        从「{source.name ?? '未命名的申报'}」（{source.year}{' '}
        年度）复制。同一单位同一年度的项目名称不能重复，请给新的申报另起名称。
      </p>
      <div className="dialog-field">
        <label htmlFor="name-of-copy">项目名称</label>
        <Input id="name-of-copy" value={name} onChange={event => setName(event.target.value)} onPressEnter={() => void open()} />
      </div>
      {refusal !== null && (
        <p className="red" role="alert">
          没有复制成：{sentenceOf(refusal)}
        </p>
      )}
    </Modal>
  )
}
