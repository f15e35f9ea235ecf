import { defineConfig } from 'vite';
import { plainImports } from './vite.plain.ts';

// Another service than the usual one: SQUEEZEFLOW_URL=http://127.0.0.1:3001 npm run dev
const service = process.env['SQUEEZEFLOW_URL'] ?? 'http://127.0.0.1:3000';

// Names carry no hash: the output is committed, and the service tells browsers by its ETag what has changed.
export default defineConfig({
  plugins: [plainImports()],
  build: {
    outDir: '../Silo/wwwroot',
    emptyOutDir: true,
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        entryFileNames: 'app.js',
        chunkFileNames: '[name].js',
        assetFileNames: file => (file.names.some(name => name.endsWith('.css')) ? 'app.css' : '[name][extname]'),
        codeSplitting: { groups: [{ name: 'charts', test: /node_modules\// }] },
      },
    },
  },
  server: { proxy: { '/api': service, '/health': service } },
});
