/** Prints every failure and every skip with its reason, and last the line `N passed, N failed`.
 * @param {import('./checks.mjs').Result[]} results @param {{ noSkips: boolean }} options a skip counts as a failure
 * @returns {number} exit code */
export function printSummary(results, { noSkips }, out = process.stdout) {
  const of = (state) => results.filter((result) => result.state === state)
  const [passed, failed, skipped] = [of('passed'), of('failed'), of('skipped')]
  if (skipped.length > 0) out.write(`\nSkipped${noSkips ? ', which counts as failed here' : ''}:\n${skipped.map(skippedLine).join('')}`)
  if (failed.length > 0) out.write(`\nFailed:\n${failed.map(failedLines).join('')}`)
  const failures = failed.length + (noSkips ? skipped.length : 0)
  const skips = !noSkips && skipped.length > 0 ? `, ${skipped.length} skipped` : ''
  out.write(`\n${passed.length} passed, ${failures} failed${skips}\n`)
  return failures === 0 && passed.length > 0 ? 0 : 1
}

const skippedLine = ({ file, name, detail }) => `  - ${file}: ${name}: ${detail || 'no reason was given'}\n`

const failedLines = ({ file, name, detail }) => `  ✗ ${file}: ${name}\n${detail.trimEnd().replace(/^/gm, '      ')}\n`
