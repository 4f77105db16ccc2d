import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { IntakeStore } from './intake-store.ts'
import { type Reading, useReading } from './use-reading.ts'

/** Where files are dropped, chosen or pasted as text; what could not be read stays listed with the reason. */
export const DropPlace = ({ store }: Readonly<{ store: IntakeStore }>) => {
  const navigate = useNavigate()
  const { readings, isBusy, begin, drop, stop } = useReading(store)
  const [isOver, setOver] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)

  const read = async (all: readonly (File | string)[]): Promise<void> => {
    if (all.length > 0 && (await begin(all))) await navigate('/import/preview')
  }
  return (
    <div className="drop-and-paste">
      <section
        className={isOver ? 'drop-place over' : 'drop-place'}
        aria-label="拖入文件"
        onDragOver={event => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={event => {
          event.preventDefault()
          setOver(false)
          void read([...event.dataTransfer.files])
        }}
      >
        <p>
          把申报表文件拖到这里，或
          <Button type="primary" disabled={isBusy} onClick={() => chooser.current?.click()}>
            选择文件
          </Button>
        </p>
        <p className="sub">
          可一次选多个文件，一个文件里可以有多份申报表。接受从 PDF、Word、Excel 或网页另存的文本文件（.txt，UTF-8、UTF-16 或
          GB18030 编码），每个不超过 20 MB。先读出来给你核对，登记之前什么也不记录。
        </p>
        <input
          ref={chooser}
          type="file"
          multiple
          accept=".txt,.csv,.tsv,text/plain"
          aria-label="申报表文件"
          className="spoken"
          tabIndex={-1}
          onChange={event => {
            const files = [...(event.target.files ?? [])]
            event.target.value = ''
            void read(files)
          }}
        />
      </section>
      {readings.length > 0 && <Readings readings={readings} isBusy={isBusy} drop={drop} stop={stop} />}
      <Paste isBusy={isBusy} read={text => void read([text])} />
    </div>
  )
}

type ReadingsProps = Readonly<{ readings: readonly Reading[]; isBusy: boolean; drop: (key: string) => void; stop: () => void }>

const Readings = ({ readings, isBusy, drop, stop }: ReadingsProps) => (
  <div className="readings" role="status">
    <ul>
      {readings.map(reading => (
        <li key={reading.key}>
          <b>{reading.title}</b> <Outcome reading={reading} />
          {(reading.state === 'refused' || reading.state === 'known') && (
            <button type="button" className="act" onClick={() => drop(reading.key)}>
              知道了
            </button>
          )}
        </li>
      ))}
    </ul>
    {isBusy && (
      <Button size="small" onClick={stop}>
        停止
      </Button>
    )}
  </div>
)

const Outcome = ({ reading: { state, progress, sentence } }: Readonly<{ reading: Reading }>) => {
  if (state === 'refused') return <span className="red">没有读成：{sentence}</span>
  if (state === 'known') return <span className="amber">{sentence}</span>
  if (state === 'waiting') return <span className="mute">等候</span>
  return (
    <span className="mute">
      正在读取……
      {progress && progress.of > 0 && (
        <progress className="late" value={progress.sent} max={progress.of} aria-label="已上传">
          {Math.round((progress.sent / progress.of) * 100)}%
        </progress>
      )}
    </span>
  )
}

const Paste = ({ isBusy, read }: Readonly<{ isBusy: boolean; read: (text: string) => void }>) => {
  const [text, setText] = useState('')
  return (
    <details className="paste">
      <summary>没有文件？粘贴申报表的文字</summary>
      <textarea
        aria-label="申报表的文字"
        rows={6}
        value={text}
        onChange={event => setText(event.target.value)}
        placeholder="从 PDF、Word 或网页中全选复制，粘贴到这里"
      />
      <Button disabled={isBusy || text.trim() === ''} onClick={() => read(text)}>
        读取文字
      </Button>
    </details>
  )
}
