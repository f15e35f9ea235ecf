import type { Plugin } from 'vite';

/**
 * Loads what is loaded later by the browser's own `import`: the helper that Vite puts around it preloads style sheets and chunks of chunks, of which there are none here,
 * and would be a part of what every page loads.
 */
export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load: id => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = load => load();' : null),
  };
}
