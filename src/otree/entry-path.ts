/** Where a page of the dashboard sends somebody whom it leads into oTree's admin pages; at the instance's own address, where oTree has nothing. */
export const entryPath = '/.otm/open'
