import { row } from './endpoint.ts'
import { me } from './me.ts'
import { invitation, invitationAccept, invitationRead, setup, signedIn, signIn } from './sign-in.ts'
import { pageToken } from './token.ts'

/** Getting in: setup, sign-in, invitations, the page's token. */
export const accessEndpoints = {
  completeSetup: row({
    method: 'POST',
    path: '/setup',
    action: 'setup.complete',
    thing: 'none',
    summary: 'Makes the first super-user and signs in',
    body: setup,
    status: 201,
    response: signedIn,
  }),
  signIn: row({
    method: 'POST',
    path: '/sign-in',
    action: 'sign-in',
    thing: 'none',
    summary: 'Signs in a browser',
    body: signIn,
    status: 200,
    response: signedIn,
  }),
  signOut: row({
    method: 'POST',
    path: '/sign-out',
    action: 'sign-out',
    thing: 'none',
    summary: 'Ends the sign-in that the token belongs to',
    status: 204,
    response: 'empty',
  }),
  renewPageToken: row({
    method: 'POST',
    path: '/token',
    action: 'page-token.renew',
    thing: 'none',
    summary: 'Gives a page its next short-lived token',
    status: 200,
    response: pageToken,
  }),
  readInvitation: row({
    method: 'POST',
    path: '/invitation/read',
    action: 'invitation.read',
    thing: 'none',
    summary: 'Tells whom an invitation or reset is for',
    body: invitationRead,
    status: 200,
    response: invitation,
  }),
  acceptInvitation: row({
    method: 'POST',
    path: '/invitation/accept',
    action: 'invitation.accept',
    thing: 'none',
    summary: 'Sets the password and signs in',
    body: invitationAccept,
    status: 200,
    response: signedIn,
  }),
  me: row({
    method: 'GET',
    path: '/me',
    action: 'me.read',
    thing: 'none',
    summary: 'Who the caller is and what they may do',
    status: 200,
    response: me,
  }),
}
