import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { AppointDeputy } from '../commands.ts'

/**
 * A deputy is somebody else. And nobody makes themselves the deputy of another: an administrator appoints deputies for people who
 * cannot do it any more, never the own person, or the keeper of the directory could take any decision into their own hands.
 * A choice of this product, after 不相容岗位相分离.
 */
export const nobodyDeputisesForThemselves = (
  { principalId, deputyId }: Pick<AppointDeputy, 'principalId' | 'deputyId'>,
  by: string,
): Rejection | null => {
  if (principalId === deputyId) return { code: 'own-deputy', detail: '代理人不能是本人。请选择另一位在任人员。' }
  return deputyId === by
    ? {
        code: 'own-deputy',
        detail: '不能指定自己为他人的代理人。请由被代理人本人或另一位系统管理员办理。',
        basis: { kind: 'practice', text: '不相容岗位相分离：授权与受权不由同一人决定。' },
      }
    : null
}
