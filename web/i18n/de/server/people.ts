import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of people, signing in, passwords, passkeys, mail. */
export const people: Phrases = {
  'The password is too short.': 'Das Passwort ist zu kurz.',
  'Use at least {least} characters; several words are fine.': 'Verwenden Sie mindestens {least} Zeichen; es dürfen mehrere Wörter sein.',
  'The password is too long.': 'Das Passwort ist zu lang.',
  'Use at most {most} characters.': 'Verwenden Sie höchstens {most} Zeichen.',
  'The password repeats the same few characters.': 'Das Passwort wiederholt immer dieselben wenigen Zeichen.',
  'Choose another one; several words are fine.': 'Wählen Sie ein anderes; es dürfen mehrere Wörter sein.',
  'The password is little more than {what:whose}.': 'Das Passwort besteht fast nur aus {what}.',
  'This password is one of the most common ones, which are tried first.':
    'Dieses Passwort gehört zu den häufigsten, die als Erstes ausprobiert werden.',
  'The password is a common one with something before or behind it.':
    'Das ist ein häufiges Passwort, dem nur etwas voran- oder nachgestellt ist.',
  'The browser sent a certificate of the device’s maker, which was not asked for, so the passkey was not added.':
    'Der Browser hat ein Zertifikat des Herstellers mitgeschickt, das nicht verlangt war; der Passkey wurde deshalb nicht hinzugefügt.',
  'Try another browser or device.': 'Versuchen Sie es mit einem anderen Browser oder Gerät.',
  'The browser’s answer cannot be read, so the passkey was not added.':
    'Die Antwort des Browsers lässt sich nicht lesen; der Passkey wurde deshalb nicht hinzugefügt.',
  'Try again.': 'Versuchen Sie es noch einmal.',
  'Browsers have no passkeys for {origin}: they want HTTPS and a host name.':
    'Für {origin} haben Browser keine Passkeys: Sie verlangen HTTPS und einen Hostnamen.',
  'Ask whoever runs the server for both.': 'Bitten Sie die Person, die den Server betreut, um beides.',
  'You have {most} passkeys.': 'Sie haben {most} Passkeys.',
  'Remove one that you do not use any more.': 'Entfernen Sie einen, den Sie nicht mehr benutzen.',
  'This took too long.': 'Das hat zu lange gedauert.',
  'Add the passkey again.': 'Fügen Sie den Passkey noch einmal hinzu.',
  'This passkey was removed meanwhile.': 'Dieser Passkey wurde inzwischen entfernt.',
  'Look at the list again.': 'Sehen Sie noch einmal in der Liste nach.',
  'The browser’s answer does not fit, so the passkey was not added.':
    'Die Antwort des Browsers passt nicht; der Passkey wurde deshalb nicht hinzugefügt.',
  'The passkey could not be checked, so it was not added.': 'Der Passkey ließ sich nicht prüfen und wurde deshalb nicht hinzugefügt.',
  'This passkey does not open an account here.': 'Dieser Passkey öffnet hier kein Konto.',
  'Sign in with your password.': 'Melden Sie sich mit Ihrem Passwort an.',
  'Too many people sign in at this moment.': 'Gerade melden sich zu viele Personen gleichzeitig an.',
  'Try again in some seconds.': 'Versuchen Sie es in einigen Sekunden noch einmal.',
  'The username "{text}" looks like "{username}", which is taken.':
    'Der Benutzername „{text}“ sieht aus wie „{username}“, und den gibt es schon.',
  'The username "{username}" is reserved: the audit log says so of others.':
    'Der Benutzername „{username}“ ist reserviert: Das Protokoll verwendet ihn für andere.',
  'Close this and switch the second factor on again.': 'Schließen Sie dieses Fenster und schalten Sie den zweiten Faktor noch einmal ein.',
  'This is not the code that the app shows now.': 'Das ist nicht der Code, den die App jetzt anzeigt.',
  'Is the clock of the phone right?': 'Geht die Uhr des Telefons richtig?',
  'The second factor is off, so there are no recovery codes.':
    'Der zweite Faktor ist ausgeschaltet, also gibt es keine Wiederherstellungscodes.',
  'Switch it on first.': 'Schalten Sie ihn zuerst ein.',
  'Your password was changed elsewhere at this moment, so it stays as it is now.':
    'Ihr Passwort wurde gerade an anderer Stelle geändert und bleibt, wie es jetzt ist.',
  'Sign in with that one.': 'Melden Sie sich mit dem geänderten an.',
  'There were too many attempts with a wrong password.': 'Es gab zu viele Versuche mit einem falschen Passwort.',
  'Wait {seconds} seconds and try again.': 'Warten Sie {seconds} Sekunden und versuchen Sie es dann noch einmal.',
  'Username or password is wrong.': 'Benutzername oder Passwort ist falsch.',
  'This account is deactivated.': 'Dieses Konto ist deaktiviert.',
  'This took too long, or was begun elsewhere.': 'Das hat zu lange gedauert oder wurde an anderer Stelle begonnen.',
  'Sign in with your password again.': 'Melden Sie sich noch einmal mit Ihrem Passwort an.',
  'This is the password that you have. Choose another one.': 'Das ist das Passwort, das Sie schon haben. Wählen Sie ein anderes.',
  'This is not your password.': 'Das ist nicht Ihr Passwort.',
  'This code is wrong, or was used already.': 'Dieser Code ist falsch oder wurde schon benutzt.',
  'Wait for the next one, or use a recovery code.': 'Warten Sie auf den nächsten, oder benutzen Sie einen Wiederherstellungscode.',
  'The password was changed at this moment.': 'Das Passwort wurde gerade geändert.',
  'Sign in with the new one.': 'Melden Sie sich mit dem neuen an.',
  'There is a super-user already.': 'Es gibt schon einen Superuser.',
  'Sign in instead.': 'Melden Sie sich stattdessen an.',
  '"{username}" is not active.': '„{username}“ ist nicht aktiv.',
  'Activate this person first.': 'Aktivieren Sie diese Person zuerst.',
  'This link is not valid any more: it works once and for a limited time.':
    'Dieser Link gilt nicht mehr: Er funktioniert einmal und nur für begrenzte Zeit.',
  'Start the manager again to get a new one.': 'Starten Sie den Manager neu, um einen neuen zu bekommen.',
  'Ask whoever gave it to you for a new one.': 'Bitten Sie die Person, von der Sie ihn haben, um einen neuen.',
  'Use letters, digits and usual signs, on one line.': 'Verwenden Sie Buchstaben, Ziffern und übliche Zeichen in einer Zeile.',
  'Use at least 10 characters.': 'Verwenden Sie mindestens 10 Zeichen.',
  'This manager sends no mail.': 'Dieser Manager verschickt keine E-Mails.',
  'Ask a super-user for a link with which you choose a new password.':
    'Bitten Sie einen Superuser um einen Link, mit dem Sie ein neues Passwort wählen.',
  'New passwords were asked for too often from where you are.': 'Von Ihrem Netz aus wurden zu oft neue Passwörter angefordert.',
  'Try again in an hour, or ask a super-user.': 'Versuchen Sie es in einer Stunde noch einmal, oder bitten Sie einen Superuser.',
  'There is no other super-user who could own what is in the trash.':
    'Es gibt keinen anderen Superuser, dem gehören könnte, was im Papierkorb liegt.',
  'Say who shall: handTo=USERNAME': 'Geben Sie an, wer es bekommt: handTo=BENUTZERNAME',
  'Something is being done to {names} at this moment.': 'Mit {names} geschieht gerade etwas.',
  'Wait until it is done, and try again.': 'Warten Sie, bis es fertig ist, und versuchen Sie es noch einmal.',
  '"{owner}" was not deleted: {left} could not be moved to the trash.':
    '„{owner}“ wurde nicht gelöscht: {left} ließ sich nicht in den Papierkorb verschieben.',
  'Look at the history of the instance, and try again.': 'Sehen Sie im Verlauf der Instanz nach, und versuchen Sie es noch einmal.',
  'The server itself has no account.': 'Der Server selbst hat kein Konto.',
  'Sign in as a person.': 'Melden Sie sich als Person an.',
  'You are not active any more, and signed out everywhere.': 'Sie sind nicht mehr aktiv und überall abgemeldet.',
  'Another super-user can activate you again.': 'Ein anderer Superuser kann Sie wieder aktivieren.',
  'You are no super-user any more.': 'Sie sind kein Superuser mehr.',
  'Another super-user can make you one again.': 'Ein anderer Superuser kann Sie wieder zu einem machen.',
  'This is your own account.': 'Das ist Ihr eigenes Konto.',
  'Change your password and your second factor on your account page, where your password is asked for.':
    'Ändern Sie Ihr Passwort und Ihren zweiten Faktor auf der Seite Ihres Kontos, wo nach Ihrem Passwort gefragt wird.',
  '"{username}" has no such sign-in.': '„{username}“ hat keine solche Anmeldung.',
  'It may have ended meanwhile.': 'Vielleicht ist sie inzwischen beendet.',
  '"{username}" owns "{name}" and may do everything already.':
    '„{name}“ gehört „{username}“, und wem eine Instanz gehört, darf schon alles.',
  'Name somebody else.': 'Nennen Sie jemand anderen.',
  '"{to}" owns "{name}" already, so nothing was changed.': '„{name}“ gehört schon „{to}“; es wurde nichts geändert.',
  '"{name}" belongs to "{owner}" by now, so nothing was changed.': '„{name}“ gehört inzwischen „{owner}“; es wurde nichts geändert.',
  'Reload the page.': 'Laden Sie die Seite neu.',
  'There is nobody with the username "{username}", so nothing was changed.':
    'Es gibt niemanden mit dem Benutzernamen „{username}“; es wurde nichts geändert.',
  'Ask them for their exact username, or a super-user to add them.':
    'Fragen Sie die Person nach ihrem genauen Benutzernamen, oder bitten Sie einen Superuser, sie anzulegen.',
  'The account of "{username}" is deactivated, so nothing was changed.':
    'Das Konto von „{username}“ ist deaktiviert; es wurde nichts geändert.',
  'Choose somebody else, or ask a super-user to activate it.':
    'Wählen Sie jemand anderen, oder bitten Sie einen Superuser, das Konto zu aktivieren.',
  '"{username}" does not help with "{name}".': '„{username}“ hilft nicht bei „{name}“.',
  'Look at its list of helpers.': 'Sehen Sie in der Liste der Helfenden nach.',
  '"{heir}" is to be deleted and cannot keep the instances.': '„{heir}“ soll gelöscht werden und kann die Instanzen nicht behalten.',
  'Hand the instances over to somebody who is.': 'Übergeben Sie die Instanzen an jemanden, der aktiv ist.',
  'There is no person with the username "{username}".': 'Es gibt keine Person mit dem Benutzernamen „{username}“.',
  'Look at the list of people.': 'Sehen Sie in der Liste der Personen nach.',
  '"{username}" is the last super-user.': '„{username}“ ist der letzte Superuser.',
  'Make somebody else a super-user first.': 'Machen Sie zuerst jemand anderen zum Superuser.',
  'The username "{username}" is taken.': 'Den Benutzernamen „{username}“ gibt es schon.',
  'The e-mail address {email} belongs to "{username}".': 'Die E-Mail-Adresse {email} gehört „{username}“.',
  'Every person has an address of their own.': 'Jede Person hat eine eigene Adresse.',
  '"{username}" owns instances: {names}.': '„{username}“ gehören Instanzen: {names}.',
  'Hand them over (handTo=USERNAME, or: otm users delete {username} --hand-to USERNAME), or have them moved to the trash (instances=trash, or: otm users delete {username} --trash).':
    'Übergeben Sie sie (handTo=BENUTZERNAME, oder: otm users delete {username} --hand-to BENUTZERNAME), oder lassen Sie sie in den Papierkorb verschieben (instances=trash, oder: otm users delete {username} --trash).',
  'This mail has left meanwhile, or its link does not work any more.':
    'Diese E-Mail ist inzwischen verschickt, oder ihr Link funktioniert nicht mehr.',
  'Name the address to which the test mail shall go, e.g. with --to.':
    'Geben Sie die Adresse an, an die die Testmail gehen soll, zum Beispiel mit --to.',
  'This is no e-mail address to which mail can be sent.': 'An diese Adresse lässt sich keine E-Mail senden.',
  'Write it like name@example.org.': 'Schreiben Sie sie wie name@example.org.',
  'This manager sends no mail, since it has no mail server.': 'Dieser Manager verschickt keine E-Mails, weil er keinen Mailserver hat.',
  'A system administrator sets OTM_SMTP_HOST and starts it again.': 'Wer den Server betreut, setzt OTM_SMTP_HOST und startet ihn neu.',
}
