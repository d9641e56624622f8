import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.CLEARWAY_API ?? 'http://127.0.0.1:8080';

// 360-type browsers in government offices stopped at Chromium 86, so the bundle is lowered to it.
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    target: 'chrome86',
    cssTarget: 'chrome86',
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 900,
    // Fonts stay files: inlined subsets would be downloaded even where the system has Chinese fonts.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: vendorGroups() } } },
  },
  server: { port: 5173, proxy: { '/api': { target: api, changeOrigin: false } } },
  preview: { port: 4173, proxy: { '/api': { target: api, changeOrigin: false } } },
});

/** Few, long-lived chunks: a change in our pages must not make a phone download the libraries again. */
function vendorGroups() {
  return [
    { name: 'charts', test: /node_modules[\\/](echarts|zrender)/ },
    { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/ },
  ];
}
