const key = 'otm-signed-out'

type Notes = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Why this window shows the sign-in after its next load: somebody asked for it, or the sign-in ended elsewhere. What was noted first counts. */
export function noteSignedOut(why: 'asked' | 'ended', notes: () => Notes = () => sessionStorage): void {
  try {
    if (notes().getItem(key) === null) notes().setItem(key, why)
  } catch {
    // Storage is closed to this page; the sign-in says nothing then.
  }
}

/** Whether the sign-in ended without having been asked for here; told once. */
export function takeSignedOut(notes: () => Notes = () => sessionStorage): boolean {
  try {
    const why = notes().getItem(key)
    notes().removeItem(key)
    return why === 'ended'
  } catch {
    return false
  }
}
