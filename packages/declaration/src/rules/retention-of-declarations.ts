/**
 * How long an archived declaration is kept. Basis: 《机关文件材料归档范围和文书档案保管期限规定》 knows 永久, 30年 and 10年; which of them applies is
 * for the unit's own table to say, and 30年 is this product's choice until it does. The 批复 itself is kept 永久.
 */
export const RETENTION = '30年'
