import { defineConfig } from 'vite';

// One file that no other loads a part of: a worker is fetched by its own name.
export default defineConfig({
  publicDir: false,
  build: {
    outDir: '../Silo/wwwroot',
    emptyOutDir: false,
    target: 'es2022',
    reportCompressedSize: false,
    lib: { entry: 'src/stream/worker.ts', formats: ['es'], fileName: () => 'stream-worker.js' },
  },
});
