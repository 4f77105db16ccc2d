import { useEffect } from 'react'

/** Where keys write text they write text. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches('input:not([type=checkbox]), textarea, select, [contenteditable], [role=grid] *')

/**
 * J and K go down and up the names of a list, X ticks the one that has the focus; Enter opens it, because it is a link. Nothing
 * happens while a dialog is open.
 */
export const useRowKeys = (list: string): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      if (document.querySelector('[role=dialog][aria-modal=true]')) return
      const names = [...document.querySelectorAll<HTMLElement>(`${list} a.name`)]
      const row = document.activeElement?.closest(`${list} tr, ${list} li`)
      const at = names.findIndex(name => row?.contains(name))
      const key = event.key.toLowerCase()
      if (key === 'x') row?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
      else if (key === 'j') names[Math.min(at + 1, names.length - 1)]?.focus()
      else if (key === 'k') names[at < 0 ? names.length - 1 : Math.max(at - 1, 0)]?.focus()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [list])
}
