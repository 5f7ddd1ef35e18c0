// Loaded before a program of the set-up: it ends when whoever started it is gone, however that ended (its input closes then).
// Otherwise an orphaned `npm ci` would go on beside the next one.
process.stdin.on('end', () => process.exit(1))
process.stdin.resume()
process.stdin.unref()
