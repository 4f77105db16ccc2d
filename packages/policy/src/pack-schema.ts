import { z } from 'zod'
import { PolicyPack } from './pack.ts'
import { ownMembers } from './read-pack.ts'

/**
 * The JSON Schema (draft 2020-12) of a policy pack as it is written in a file: what a file does not say of the groups is taken from
 * the central pack, so only its own members are required.
 */
export const packSchema = (): Readonly<Record<string, unknown>> => {
  const { $schema, required: _all, ...schema } = z.toJSONSchema(PolicyPack, { target: 'draft-2020-12', io: 'input' })
  return {
    $schema,
    title: '绩效政策包',
    description:
      '每组数字都写明依据（basis：law 法规、practice 通行做法、product 本产品约定）。数字写成带引号的小数。' +
      '没有写的组照用中央政策包。各组之间的关系（分值之和为 100、界限从高到低）由 shenbao policy check 另行核对。',
    ...schema,
    required: [...ownMembers],
  }
}
