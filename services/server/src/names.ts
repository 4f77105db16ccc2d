import { type Directory, officerOf } from '@shenbao/directory/directory.ts'

/** What people call an officer id; `system` is the product itself. Dismissed officers keep their name in what they did. */
export const nameOfActor = (directory: Directory, actor: string): string =>
  officerOf(directory, actor)?.name ?? (actor === 'system' ? '系统' : actor)

/** The officer meant by an id, an account or a name, as people type it into a filter; the text itself when it is nobody's. */
export const actorMeant = (directory: Directory, text: string): string => {
  if (officerOf(directory, text)) return text
  const officers = Object.values(directory.officers)
  const found = officers.find(({ account }) => account === text) ?? officers.find(({ name }) => name === text)
  return found?.officerId ?? text
}
