/** `__Host-` binds the cookie to exactly this host; browsers accept it over HTTPS only. */
export const sessionCookieName = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-otm' : 'otm')
