import { hash } from 'node:crypto'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { DigestName } from './log-begun.ts'

/** SM3 (GB/T 32905-2016), 64 hex digits: the digest of a log unless it says otherwise. */
export const sm3: Digest = text => hash('sm3', text)

/** SHA-256, 64 hex digits: for logs kept where SM3 is not at hand. */
export const sha256: Digest = text => hash('sha256', text)

const digests: Readonly<Record<DigestName, Digest>> = { sm3, 'sha-256': sha256 }

export const digestNamed = (name: DigestName): Digest => digests[name]
