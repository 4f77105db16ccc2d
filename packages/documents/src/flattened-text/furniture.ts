import { compact } from '@shenbao/form/fold-text.ts'

/** Lines that belong to the paper or the web page, not to the form: page numbers, counters, buttons. */
export const isFurniture = (text: string): boolean => {
  if (text.length > 200) return false
  const line = compact(text)
    .replace(/\|+/g, '')
    .replace(/^[-·•]+(?=[一-鿿])/, '')
  return FURNITURE.some(pattern => pattern.test(line))
}

const FURNITURE: readonly RegExp[] = [
  /^第\d{1,4}页(?:[,/]?共\d{1,4}页)?$/,
  /^[-—–]{1,3}\d{1,4}[-—–]{1,3}$/,
  /^\d{1,4}\/\d{1,4}(?:页)?$/,
  /^(?:来源|稿源|信息来源|发布(?:时间|日期)|浏览(?:量|次数)?|阅读(?:量|次数)?|归档时间|作者|责任编辑|编辑|字体|字号|文字大小|分享到?|打印|附件(?:下载)?|责编):/,
  /^(?:打印(?:本页)?|关闭(?:窗口|本页)?|上一篇|下一篇|返回(?:顶部|首页)?|扫一扫.{0,20}|\(?(?:完|以下无正文)\)?|单位:(?:万元|元))$/,
  /^(?:[(](?:下载|打印|关闭|收藏|返回)[)])+$|^(?:相关(?:解读|链接|文档)|全部留言|分享到|我要评论)$/,
]

/** The title of the form, or its year, printed again at the head of a page. */
export const isRunningHeader = (text: string): boolean => {
  if (text.length > 120) return false
  const line = compact(text).replace(/\|+$/g, '')
  return /^[^|]{0,60}绩效[^|]{0,16}表(?:\([^()]{0,12}\))?$|^\(?(?:19|20)\d{2}年度?\)?$/.test(line)
}

/** A page number that is nothing but a number: at the front of a line, with the break of the page before or behind it. */
export const isPageNumber = (line: PageLine, next: PageLine | undefined): boolean =>
  /^\d{1,3}\s*$/.test(line.text) && (line.broken || next?.broken === true)

type PageLine = Readonly<{ text: string; broken: boolean }>

/** Where the table is over: notes, signatures, stamps. What follows on the page is about the form, not in it. */
export const endsTable = (text: string): boolean => {
  const line = compact(text.slice(0, 400)).replace(/^\|+|\|+$/g, '')
  return (
    CLOSING.test(line.split('|')[0] ?? '') ||
    CLOSING.test(compact(text.slice(0, 400).split(/[\t|｜]/)[0] ?? '')) ||
    /^(?:注|备注|说明|附注|填表说明|填报说明)\d?[:.、]/.test(line) ||
    (line.length < 200 && SIGNATURES.some(pattern => pattern.test(line)))
  )
}

/** What forms ask for below the indicators. */
const CLOSING =
  /^(?:其[他它]需(?:要)?说明(?:的)?(?:事项|问题|情况)?|(?:偏差|偏离|未完成).{0,12}(?:原因|分析).{0,12}|(?:偏差|偏离)(?:较?大)?或.{0,20}|改进措施.{0,10}|(?:评价|自评)结论|存在(?:的)?问题|保障措施|最近年度绩效评价情况|附件\d?:?|附表\d?:?)$/

const SIGNATURES: readonly RegExp[] = [
  /\((?:盖章|公章|签章|签字|签名)\)/,
  /^.{0,20}(?:审核|初审|评审|审批|批复|主管部门|财政部门).{0,8}意见(?:[:(]|$)/,
  /^(?:填表人|填报人|制表人?|经办人|审核人|复核人|单位负责人|项目负责人|联系人|联系电话|填报(?:日期|时间|单位))[:(]/,
  /^\d{4}年\d{1,2}月\d{1,2}日$|^年月日$/,
]
