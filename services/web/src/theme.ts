import type { ThemeConfig } from 'antd'

/** Ant Design's controls in our own colours: flat, dense, square. The same figures stand in style/tokens.css. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1d4a80',
    colorInfo: '#1d4a80',
    colorError: '#ad1f1f',
    colorWarning: '#875200',
    colorSuccess: '#1c6844',
    colorText: '#1b2430',
    colorTextSecondary: '#465261',
    colorTextPlaceholder: '#5b6673',
    colorBorder: '#c3cad3',
    colorBgLayout: '#eef0f3',
    borderRadius: 2,
    fontSize: 14,
    controlHeight: 32,
    boxShadow: 'none',
    boxShadowSecondary: '0 0 0 1px #c3cad3',
    boxShadowTertiary: 'none',
    motion: false,
    fontFamily: 'var(--sans)',
  },
  components: { Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' } },
}
