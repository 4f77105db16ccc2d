import { type Html, html } from './html.ts'

/** Who reads the page. */
export type Reader = Readonly<{
  name: string
  organisation: string
  demonstration: boolean
  today: string
  isAdministrator: boolean
}>
export type Tab = 'declarations' | 'tasks' | 'deputies' | 'people' | 'routes'

/** A whole page. Without script: it reads and prints the same with every browser. */
export const page = (title: string, body: Html): string =>
  `<!doctype html>\n${
    html`<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · 绩效目标申报</title>
<link rel="stylesheet" href="/plain/pages.css"></head>
<body>${body}</body></html>`.markup
  }\n`

/** A page for somebody who is signed in. */
export const deskPage = (title: string, reader: Reader, tab: Tab | null, body: Html): string =>
  page(
    title,
    html`<header class="top"><b>绩效目标申报</b><span>${reader.organisation}</span><span class="grow"></span>
<span>${reader.today}</span><span>${reader.name}${reader.demonstration ? '（演示）' : ''}</span>
<form method="post" action="/plain/sign-out"><button class="plain">退出</button></form></header>
<nav class="nav">${link('/plain/', '申报列表', tab === 'declarations')}
${link('/plain/tasks', '工作台', tab === 'tasks')}
${link('/plain/deputies', '我的代理', tab === 'deputies')}
${link('/plain/routes', '流程', tab === 'routes')}
${reader.isAdministrator ? link('/plain/people', '人员', tab === 'people') : null}<a href="/docs/">接口说明</a></nav>
<main>${body}</main>`,
  )

export const link = (href: string, text: string, isHere: boolean): Html =>
  isHere ? html`<a class="on" href="${href}" aria-current="page">${text}</a>` : html`<a href="${href}">${text}</a>`

/** Something that did not work, and what to do next. */
export const problemPage = (title: string, detail: string): string =>
  page(
    title,
    html`<header class="top"><b>绩效目标申报</b></header>
<main><section class="panel"><h1>${title}</h1><p>${detail}</p><p><a href="/plain/">回到列表</a></p></section></main>`,
  )
