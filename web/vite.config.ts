import react from '@vitejs/plugin-react'
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), preloadApp()],
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'es2023',
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
})

/** The page begins with a small file that chooses the language; only when its texts are there is the app run. The page has the browser fetch the
 * app at once all the same, so that nobody waits for one after the other. */
function preloadApp(): Plugin {
  return {
    name: 'preload-app',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {}, chunk }) => {
        const app = Object.values(bundle).find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/app/start-app.tsx'))
        if (app?.type !== 'chunk') return []
        const scripts = [app.fileName, ...app.imports].filter((file) => file !== chunk?.fileName)
        return [
          ...scripts.map((file) => toLink('modulepreload', file)),
          ...[...(app.viteMetadata?.importedCss ?? [])].map((file) => toLink('stylesheet', file)),
        ]
      },
    },
  }
}

const toLink = (rel: string, file: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel, crossorigin: true, href: `/${file}` },
  injectTo: 'head',
})
