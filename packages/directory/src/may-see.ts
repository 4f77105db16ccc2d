import type { Officer } from './directory.ts'

/** The organisations a declaration belongs to: the unit that carries it out and the department above. */
export type Belonging = Readonly<{ unitId: string; departmentId: string }>

/**
 * Who may see a declaration: the officers of its unit, those of the department above the unit, and, everywhere, auditors and
 * administrators. A choice of this product; what publicity rules ask to be published is published, not seen through this.
 */
export const maySee = (officer: Officer, { unitId, departmentId }: Belonging): boolean =>
  officer.serving && (seesEverything(officer) || officer.organisationId === unitId || officer.organisationId === departmentId)

export const seesEverything = ({ roles }: Officer): boolean => roles.includes('auditor') || roles.includes('admin')
