import { type Html, html } from './html.ts'
import { page } from './layout.ts'

export type Account = Readonly<{ account: string; title: string }>

/** `demonstration`: accounts that sign in with one click, `null` where there are none. `problem`: why the last try failed. */
export const signInPage = (
  demonstration: Readonly<{ accounts: readonly Account[]; password: string }> | null,
  problem: string | null,
): string =>
  page(
    '登录',
    html`<header class="top"><b>绩效目标申报</b></header>
<main class="narrow"><section class="panel"><h1>登录</h1>
${problem === null ? null : html`<p class="red" role="alert">■ ${problem}</p>`}
<form method="post" action="/plain/sign-in">
<label>账号<input name="account" autocomplete="username" required></label>
<label>口令<input name="password" type="password" autocomplete="current-password" required></label>
<button class="main">登录</button></form></section>
${demonstration && oneClick(demonstration)}</main>`,
  )

const oneClick = ({ accounts, password }: Readonly<{ accounts: readonly Account[]; password: string }>): Html =>
  html`<section class="panel"><h2>演示账号</h2><p class="mute">点一下即以该岗位登录，口令都是 ${password}。</p>
<ul class="accounts">${accounts.map(
    ({
      account,
      title,
    }) => html`<li><form method="post" action="/plain/sign-in"><input type="hidden" name="account" value="${account}">
<input type="hidden" name="password" value="${password}"><button>${title}<small>${account}</small></button></form></li>`,
  )}</ul></section>`
