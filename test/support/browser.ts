import { type Browser, chromium } from 'playwright-core'

/** The machine's own Chromium, headless, in English whatever the machine speaks, without any traffic of its own.
 * @param localhost  the address that it takes for this name */
export const launchBrowser = (localhost?: string): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--lang=en-US',
      ...(localhost === undefined ? [] : [`--host-resolver-rules=MAP localhost ${localhost}`]),
    ],
  })
