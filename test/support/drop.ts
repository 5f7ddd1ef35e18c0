import type { Page } from 'playwright-core'

/** Something held over the middle of the page, as a hand does it that comes from a file manager. */
export interface Drag {
  drop(): Promise<void>
  /** Takes it away again. */
  leave(): Promise<void>
}

/** Drags real files and folders of the disk over the page. */
export async function drag(page: Page, ...files: readonly string[]): Promise<Drag> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data })
  await send('dragEnter')
  await send('dragOver')
  return {
    drop: async () => {
      await send('drop')
      await session.detach()
    },
    leave: async () => {
      // The protocol knows no way out of the window.
      await page.dispatchEvent('html', 'dragleave', { relatedTarget: null })
      await session.detach()
    },
  }
}

export const drop = async (page: Page, ...files: readonly string[]): Promise<void> => (await drag(page, ...files)).drop()
