import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import './shortcuts.css'

type Shortcut = readonly [keys: string, does: string]
const groups: readonly Readonly<{ title: string; shortcuts: readonly Shortcut[] }>[] = [
  {
    title: '各页',
    shortcuts: [
      ['/', '搜索'],
      ['?', '看全部快捷键'],
      ['Ctrl+Enter', '办理主要动作（保存、提交、同意）'],
      ['Esc', '关上对话框'],
    ],
  },
  {
    title: '列表',
    shortcuts: [
      ['J', '下一项'],
      ['K', '上一项'],
      ['X', '选中或取消'],
      ['Enter', '打开'],
    ],
  },
  {
    title: '申报表',
    shortcuts: [
      ['Enter / Tab', '下一格'],
      ['↑ ↓ ← →', '移动'],
      ['Shift+方向键', '选一片'],
      ['Ctrl+C / Ctrl+V', '与 Excel 互相复制'],
      ['Ctrl+D', '向下填充'],
      ['Ctrl+Z / Ctrl+Y', '撤销 / 重做'],
      ['Ctrl+S', '立即保存'],
    ],
  },
]

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, [contenteditable], [role=grid] *')

/** ? shows all shortcuts, wherever nobody is typing. */
export const Shortcuts = () => {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '?' || isTyping(event.target)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <Modal open={isOpen} title="快捷键" footer={null} width={560} onCancel={() => setOpen(false)}>
      <div className="shortcuts">
        {groups.map(({ title, shortcuts }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {shortcuts.map(([keys, does]) => (
                <div key={keys}>
                  <dt>
                    <kbd>{keys}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
