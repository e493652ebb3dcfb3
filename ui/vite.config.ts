// Builds ui/dist for the window and the browser. Everything is a file of its own: the page's content security
// policy allows no inline script, no inline style and no data: font.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // WebKitGTK of Debian 12 and Chromium of the last years.
  build: { target: ['chrome110', 'safari16.4'], assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  clearScreen: false,
  server: { port: 5173, strictPort: true, proxy: { '/api': 'http://127.0.0.1:8710' } },
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'], restoreMocks: true },
});
