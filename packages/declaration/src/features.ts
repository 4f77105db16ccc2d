import type { Form } from '@shenbao/form/form.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import type { Around } from '@shenbao/workflow/around.ts'
import type { DeclarationCommand } from './commands.ts'
import { type Declaration, openAdjustment } from './state.ts'

/** What conditions may ask of any form, before and after it is opened: `annualRequest` in yuan, `category`, `nature`. */
export const featuresOfForm = ({ funds, category, nature }: Form): Around['features'] => ({
  annualRequest: funds.annualRequest === null ? null : yuanOfFen(funds.annualRequest),
  category,
  nature,
})

/**
 * What conditions of a route may ask of the case while a command is decided. `adjusts` speaks of the adjustment that is open, or
 * of the one the command asks for: `budget` when it touches an amount, else `targets`.
 */
export const featuresOf = (declaration: Declaration, command: DeclarationCommand): Around['features'] => {
  const asked = command.type === 'request-adjustment' ? command.changes : openAdjustment(declaration)?.changes
  const adjusts = asked === undefined ? null : asked.some(({ field }) => field.startsWith('funds.')) ? 'budget' : 'targets'
  return { ...featuresOfForm(declaration.form), adjusts }
}
