import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite` itself, while somebody works on the page, finds the server. */
const server = { target: process.env['SHENBAO_SERVER'] ?? 'http://127.0.0.1:7100', changeOrigin: false }

/** The nonce is put in by the server, anew for every page: only our own styles may be added while the page runs. */
export default defineConfig({
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: { target: 'es2024', modulePreload: { polyfill: false }, chunkSizeWarningLimit: 1500, reportCompressedSize: false },
  server: { proxy: { '/api': server, '/plain': server } },
})
