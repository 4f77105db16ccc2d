import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { newKey, send } from '../api/client.ts'
import type { DeclarationOut } from '../api/queries.ts'
import { Refused } from '../monitoring/refused.tsx'
import { sizeWords } from './file-size.ts'

type Parts = Readonly<{ declaration: DeclarationOut; row: string; onBehalfOf: string | undefined }>

/** A file and the day it proves: never the day of the upload by itself, because that is seldom the same. */
export const EvidenceUpload = ({ declaration, row, onBehalfOf }: Parts) => {
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [effectiveOn, setEffectiveOn] = useState('')
  const [kind, setKind] = useState('')
  const key = useRef(newKey())
  const upload = useMutation({
    mutationFn: (chosen: File) => {
      const form = new FormData()
      form.append('indicator', row)
      form.append('effectiveOn', effectiveOn)
      if (kind.trim() !== '') form.append('kind', kind.trim())
      form.append('file', chosen)
      return send('POST', `/api/declarations/${declaration.id}/attachments`, form, {
        'if-match': `"${declaration.revision}"`,
        'idempotency-key': key.current,
        ...(onBehalfOf !== undefined && { 'shenbao-on-behalf-of': onBehalfOf }),
      })
    },
    onSuccess: () => {
      setFile(null)
      setKind('')
      key.current = newKey()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['declaration', declaration.id] }),
  })
  const choose = (chosen: File | null): void => {
    key.current = newKey()
    setFile(chosen)
  }
  return (
    <section className="dialog-fields" aria-label="上传佐证材料">
      <Refused id={declaration.id} trouble={upload.error} />
      <DropZone file={file} choose={choose} />
      <div>
        <label htmlFor="effective-on">材料所证明的日期（不是上传的日期）</label>
        <input id="effective-on" type="date" value={effectiveOn} onChange={event => setEffectiveOn(event.target.value)} />
      </div>
      <div>
        <label htmlFor="evidence-kind">材料类型（可不填）</label>
        <Input
          id="evidence-kind"
          placeholder="如 验收报告、统计台账"
          value={kind}
          onChange={event => setKind(event.target.value)}
        />
      </div>
      <Button
        type="primary"
        disabled={file === null || effectiveOn === ''}
        loading={upload.isPending}
        onClick={() => file && upload.mutate(file)}
      >
        上传
      </Button>
      {(file === null || effectiveOn === '') && (
        <p className="sub">{file === null ? '请先选择文件。' : '请填写材料所证明的日期。'}</p>
      )}
    </section>
  )
}

const DropZone = ({ file, choose }: Readonly<{ file: File | null; choose: (file: File | null) => void }>) => {
  const [isOver, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    choose(event.dataTransfer.files[0] ?? null)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the file field inside is the first
    <div
      className={isOver ? 'drop-zone over' : 'drop-zone'}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input id="evidence-file" type="file" className="spoken" onChange={event => choose(event.target.files?.[0] ?? null)} />
      <label htmlFor="evidence-file">
        把文件拖到这里，或<span className="act">选择文件</span>（PDF、图片、Word、Excel）
      </label>
      {file && (
        <p>
          {file.name} <span className="sub">{sizeWords(file.size)}</span>
        </p>
      )}
    </div>
  )
}
