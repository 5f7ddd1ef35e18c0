import type { Locator, Page } from 'playwright-core'

/** Waits until a field is marked as wrong and is where one goes on typing, and there is no second sentence about it.
 * @returns how many notes besides say that something went wrong */
export async function complaintAt(page: Page, field: Locator): Promise<number> {
  await field.and(page.locator('[aria-invalid="true"], [data-invalid]')).and(page.locator(':focus')).waitFor()
  return await page.getByRole('alert').count()
}
