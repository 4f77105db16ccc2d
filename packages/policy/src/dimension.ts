/** Whether a 一级指标 as written (`产出指标`, `产出指标(50分)`, `一、产出`) is the dimension whose word the pack gives. */
export const hasDimension = (level: string | null, word: string): boolean => level?.replace(/\s+/g, '').includes(word) ?? false
