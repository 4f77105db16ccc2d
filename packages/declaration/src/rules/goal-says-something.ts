import type { FormRule } from './form-rule.ts'

/** 年度总体目标 holds words: blanks, line breaks or a lone placeholder sign are no goal. */
export const goalSaysSomething: FormRule = {
  id: 'goal-says-something',
  basis: { kind: 'practice', text: '年度总体目标不得为空，也不得只填占位符号' },
  check: form =>
    /[\p{L}\p{N}]/u.test(form.annualGoal)
      ? []
      : [{ field: 'annualGoal', message: '请填写年度总体目标，不能只有空白或占位符号。' }],
}
