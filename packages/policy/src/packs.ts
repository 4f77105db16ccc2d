import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import cnCentral2015 from '../packs/cn-central-2015.json' with { type: 'json' }
import cnCentral2021 from '../packs/cn-central-2021.json' with { type: 'json' }
import sh2026 from '../packs/sh-2026.json' with { type: 'json' }
import { PolicyPack } from './pack.ts'

/**
 * The packs this product ships, each checked as it is loaded: a pack with a wrong number stops the program at its start. The others
 * write down the groups in which they differ from the central one and take the rest whole; their digests cover it all.
 */
const packs: readonly PolicyPack[] = [
  PolicyPack.parse(cnCentral2021),
  PolicyPack.parse({ ...cnCentral2021, ...cnCentral2015 }),
  PolicyPack.parse({ ...cnCentral2021, ...sh2026 }),
]

export const DEFAULT_PACK_ID = 'CN-CENTRAL-2021'

export const packIds: readonly string[] = packs.map(pack => pack.id)

/** The newest version of the pack with this id, or exactly `version` of it; `null` when there is none. */
export const findPack = (id: string, version?: number): PolicyPack | null =>
  packs
    .filter(pack => pack.id === id && (version === undefined || pack.version === version))
    .toSorted((a, b) => b.version - a.version)[0] ?? null

/** What a scoring fact records about the pack it used. */
export type PolicyReference = Readonly<{ id: string; version: number; digest: string }>

export const packDigest = (digest: Digest, pack: PolicyPack): string => digest(canonicalJson(pack))

export const policyReference = (digest: Digest, pack: PolicyPack): PolicyReference => ({
  id: pack.id,
  version: pack.version,
  digest: packDigest(digest, pack),
})
