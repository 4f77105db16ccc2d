import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { sentenceOf } from '../api/problem.ts'
import type { EditedRow } from '../editing/edits.ts'
import { insertionOf } from './insertion.ts'
import { useActs } from './inspection-context.tsx'
import { type LibraryEntry, libraryQuery } from './queries.ts'
import './row-drawer.css'
import { EntryWords } from './similar-section.tsx'

/** 从指标库: rows that were approved before, put on the form with their usual value, each in its place. */
export const LibraryDialog = ({ rows, close }: Readonly<{ rows: readonly EditedRow[]; close: () => void }>) => {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<readonly LibraryEntry[]>([])
  const { write, newKey, goTo } = useActs()
  const asked = useDeferredValue(words.trim())
  const found = useQuery(libraryQuery(asked))
  const insert = (): void => {
    if (!write || !newKey) return
    const edits = insertionOf(rows, chosen, newKey)
    write(edits)
    close()
    const [first] = edits
    if (first && first.kind === 'add') goTo({ row: first.row, field: 'target' })
  }
  const has = ({ key }: LibraryEntry): boolean => chosen.some(one => one.key === key)
  const choose = (entry: LibraryEntry): void =>
    setChosen(has(entry) ? chosen.filter(({ key }) => key !== entry.key) : [...chosen, entry])
  return (
    <Modal
      open
      title="从指标库"
      width={640}
      // In the body it would lock the scrolling with a style of its own, which the page does not let in.
      getContainer={() => document.getElementById('root') ?? document.body}
      onCancel={close}
      onOk={insert}
      okText={chosen.length === 0 ? '加入' : `加入 ${chosen.length} 行`}
      okButtonProps={{ disabled: chosen.length === 0 }}
      cancelText="取消"
      className="library-dialog"
    >
      <Input.Search
        aria-label="在指标库中查找"
        placeholder="指标名称或二级指标，两个字也可以"
        allowClear
        autoFocus
        value={words}
        onChange={event => setWords(event.target.value)}
      />
      {found.isError && <p className="none">{sentenceOf(found.error)}</p>}
      {found.data?.items.length === 0 && (
        <p className="none">
          {asked === '' ? '指标库还是空的。指标批复以后会自动收进来。' : `没有找到「${asked}」，请换一个词再查。`}
        </p>
      )}
      <ul className="library" aria-label="指标库" aria-busy={found.isFetching}>
        {found.data?.items.map(entry => (
          <li key={entry.key}>
            <Checkbox checked={has(entry)} onChange={() => choose(entry)}>
              <EntryWords entry={entry}>
                {rows.some(({ name }) => name === entry.name) && <span className="sub">　表上已有</span>}
              </EntryWords>
            </Checkbox>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
