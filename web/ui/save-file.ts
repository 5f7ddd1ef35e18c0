/** Puts what the page holds among the downloads of the person. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), releaseMs)
}

// Revoked at once, some browsers find nothing any more when they begin to write.
const releaseMs = 60_000
