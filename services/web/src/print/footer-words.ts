import type { DeclarationOut } from '../api/queries.ts'

const DIGITS_PRINTED = 16

/** What ties a sheet of paper to the record: name, version, and the head of the chain of facts at that version. */
export const footerWords = ({ form, revision, digest }: Pick<DeclarationOut, 'form' | 'revision' | 'digest'>): string =>
  [form.name ?? '未命名的申报', `第 ${revision} 版`, `校验 ${digest.slice(0, DIGITS_PRINTED)}`].join('　')
