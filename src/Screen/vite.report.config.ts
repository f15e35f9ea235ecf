import { defineConfig } from 'vite';
import { plainImports } from './vite.plain.ts';

// One script and one style sheet, which the console writes into each report: such a file is all there is when it is opened.
export default defineConfig({
  plugins: [plainImports()],
  publicDir: false,
  build: {
    outDir: '../Client/Offline/Reports/Page',
    emptyOutDir: true,
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      input: 'src/report/main.tsx',
      // What the screen loads later is there from the beginning: nothing can be loaded.
      output: { format: 'iife', codeSplitting: false, entryFileNames: 'report.js', assetFileNames: 'report[extname]' },
    },
  },
});
