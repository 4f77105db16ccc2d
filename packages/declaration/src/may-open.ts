import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Chair, type Organisations, seatsOf, sitsOn } from '@shenbao/workflow/may.ts'
import { type Route, stageNamed } from '@shenbao/workflow/route.ts'

/**
 * Whether somebody may open a declaration of these organisations: opening is writing its first version, so it belongs to
 * whoever may revise in the stage where the route begins. `null` means yes.
 */
export const mayOpen = (route: Route, chairs: readonly Chair[], organisations: Organisations): Rejection | null =>
  seatsOf(stageNamed(route, route.begins), 'revise').some(seat => sitsOn({ ids: [], chairs }, seat, organisations))
    ? null
    : {
        code: 'not-yours',
        detail: '你的岗位不能登记申报。请由本单位的经办人导入或新建。',
        basis: { kind: 'product', text: '由起草环节的岗位登记申报' },
      }
