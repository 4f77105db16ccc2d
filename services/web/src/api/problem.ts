import type { Problem } from '@shenbao/server/problems.ts'

/** What the server refused, in its own words; thrown by everything that asks it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** The server did not answer at all: no network, or it is not running. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** A sentence for people, whatever went wrong. */
export const sentenceOf = (trouble: unknown): string => {
  if (trouble instanceof ApiProblem) return trouble.problem.detail
  if (trouble instanceof Unreachable) return '暂时连不上服务器。请检查网络，连上后会自动继续。'
  return '页面出了问题。请刷新后再试，仍不行请联系系统管理员。'
}

export const isSignedOut = (trouble: unknown): boolean => trouble instanceof ApiProblem && trouble.problem.status === 401

/** Somebody was faster: what is on the screen is not what would be decided upon. */
export const isOutdated = (trouble: unknown): boolean => trouble instanceof ApiProblem && trouble.problem.status === 412
