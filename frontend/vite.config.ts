import { defineConfig } from 'vitest/config'

// Relative addresses, so that the same files work wherever the pages serve them from.
export default defineConfig({
  base: './',
  build: {
    outDir: '../src/diwan/entry/web/static/dist',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0, // the pages' policy allows no data: fonts
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200, // MapLibre, loaded only by pages with a map
    rollupOptions: {
      input: 'src/main.ts',
      checks: { eval: false }, // htmx holds one; `allowEval` is off and the pages' policy forbids it
      // .mjs is not known to every server as JavaScript
      output: { assetFileNames: (asset) => (asset.names[0]?.endsWith('.mjs') ? 'assets/[name]-[hash].js' : 'assets/[name]-[hash][extname]') },
    },
  },
  test: { environment: 'happy-dom', include: ['tests/**/*.test.ts'] },
})
