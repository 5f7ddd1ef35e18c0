const letters = 'abcdefghijkmnpqrstuvwxyz23456789' // 32 of them, none of which is taken for another one

/** A password that is as good as a key and can still be typed: 80 bits. */
export const newPassword = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => letters[byte % 32]).join('')
