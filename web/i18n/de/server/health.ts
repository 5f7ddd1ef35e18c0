import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of the health of the server. */
export const health: Phrases = {
  'Which PostgreSQL the instances need could not be found out: {why:text}':
    'Welches PostgreSQL die Instanzen brauchen, ließ sich nicht herausfinden: {why}',
  "Look at the manager's log.": 'Sehen Sie im Log des Managers nach.',
  'There are no databases yet.': 'Es gibt noch keine Datenbanken.',
  'PostgreSQL {major} reads the data of {names}.': 'PostgreSQL {major} liest die Daten von {names}.',
  'PostgreSQL {major} reads the data of {count} instances ({names}).':
    'PostgreSQL {major} liest die Daten von {count} Instanzen ({names}).',
  "The system's PostgreSQL is {systemMajor} meanwhile, but the data of {names} can only be read by PostgreSQL {major}, which is still in {directory}.":
    'Das PostgreSQL des Systems ist inzwischen {systemMajor}, aber die Daten von {names} kann nur PostgreSQL {major} lesen, das noch in {directory} liegt.',
  "The system's PostgreSQL is {systemMajor} meanwhile, but the data of {count} instances ({names}) can only be read by PostgreSQL {major}, which is still in {directory}.":
    'Das PostgreSQL des Systems ist inzwischen {systemMajor}, aber die Daten von {count} Instanzen ({names}) kann nur PostgreSQL {major} lesen, das noch in {directory} liegt.',
  'Keep it before you upgrade or clean up the system (Debian, Ubuntu: apt-mark manual postgresql-{major}, and do not remove it by autoremove), or copy its programs to a place of your own and name that in OTM_POSTGRES_BIN_DIR.':
    'Behalten Sie es, bevor Sie das System aktualisieren oder aufräumen (Debian, Ubuntu: apt-mark manual postgresql-{major}, und nicht mit autoremove entfernen), oder kopieren Sie seine Programme an einen eigenen Ort und nennen Sie den in OTM_POSTGRES_BIN_DIR.',
  'Nothing on this machine can read the data of {names}: that takes PostgreSQL {major}, which is no longer in {directory}.':
    'Nichts auf diesem Rechner kann die Daten von {names} lesen: Dafür braucht es PostgreSQL {major}, das nicht mehr in {directory} liegt.',
  'Nothing is lost; the data are as they were.': 'Verloren ist nichts; die Daten sind unverändert.',
  'Nothing on this machine can read the data of {count} instances ({names}): that takes PostgreSQL {major}, which is no longer in {directory}.':
    'Nichts auf diesem Rechner kann die Daten von {count} Instanzen ({names}) lesen: Dafür braucht es PostgreSQL {major}, das nicht mehr in {directory} liegt.',
  'Install PostgreSQL {major} again (Debian, Ubuntu: apt install postgresql-{major}), or set OTM_POSTGRES_BIN_DIR to the directory of its programs and start the manager again.':
    'Installieren Sie PostgreSQL {major} wieder (Debian, Ubuntu: apt install postgresql-{major}), oder setzen Sie OTM_POSTGRES_BIN_DIR auf das Verzeichnis seiner Programme und starten Sie den Manager neu.',
  '{gib:decimal} GiB are free where the data are ({directory}).': '{gib} GiB sind frei, wo die Daten liegen ({directory}).',
  'If it goes on like this, the disk is full in one day.': 'Geht es so weiter, ist die Festplatte in einem Tag voll.',
  'If it goes on like this, the disk is full in {days} days.': 'Geht es so weiter, ist die Festplatte in {days} Tagen voll.',
  'Make room, or move the data directory to a larger disk.':
    'Schaffen Sie Platz, oder ziehen Sie mit dem Datenverzeichnis auf eine größere Festplatte um.',
  "The manager's address is {address}.": 'Die Adresse des Managers ist {address}.',
  "Passwords travel unencrypted: the manager's address is {address}.":
    'Passwörter werden unverschlüsselt übertragen: Die Adresse des Managers ist {address}.',
  'Put the manager behind TLS and set OTM_PUBLIC_URL to an address that begins with https.':
    'Stellen Sie TLS vor den Manager, und setzen Sie OTM_PUBLIC_URL auf eine Adresse, die mit https beginnt.',
  'Instances cannot run: {why:text}': 'Instanzen können nicht laufen: {why}',
  'Instances run as processes with PostgreSQL {version}.': 'Instanzen laufen als Prozesse mit PostgreSQL {version}.',
  'Instances run as containers with PostgreSQL {version}.': 'Instanzen laufen als Container mit PostgreSQL {version}.',
  'Instances run as containers on several machines with PostgreSQL {version}.':
    'Instanzen laufen als Container auf mehreren Rechnern mit PostgreSQL {version}.',
  'Instances are not kept apart: one can read the files of another.':
    'Instanzen sind nicht voneinander abgeschottet: Eine kann die Dateien einer anderen lesen.',
  'Instances are kept apart as different users of the machine.':
    'Instanzen sind als verschiedene Benutzer des Rechners voneinander getrennt.',
  'Instances are kept apart by a sandbox each.': 'Jede Instanz ist durch eine eigene Sandbox abgeschottet.',
  'Instances are kept apart by a sandbox and a user each.':
    'Jede Instanz ist durch eine eigene Sandbox und einen eigenen Benutzer abgeschottet.',
  'Instances are kept apart by a container each.': 'Jede Instanz ist durch einen eigenen Container abgeschottet.',
  'An instance can be cut off from the network.': 'Eine Instanz kann vom Netz getrennt werden.',
  'Instances share the network of the machine.': 'Instanzen teilen sich das Netz des Rechners.',
  'The memory of an instance is limited.': 'Der Arbeitsspeicher einer Instanz ist begrenzt.',
  'The memory of an instance is not limited on this machine.': 'Der Arbeitsspeicher einer Instanz ist auf diesem Rechner nicht begrenzt.',
  'Some instances run as processes with PostgreSQL {version}.': 'Manche Instanzen laufen als Prozesse mit PostgreSQL {version}.',
  'Some instances run as containers with PostgreSQL {version}.': 'Manche Instanzen laufen als Container mit PostgreSQL {version}.',
  'Some instances run as containers on several machines with PostgreSQL {version}.':
    'Manche Instanzen laufen als Container auf mehreren Rechnern mit PostgreSQL {version}.',
  'Python {pythons} can be used.': 'Python {pythons} kann verwendet werden.',
  'No Python was found.': 'Es wurde kein Python gefunden.',
  'Install Python 3.12, for instance: apt install python3': 'Installieren Sie Python 3.12, zum Beispiel: apt install python3',
  'The gateway answers.': 'Das Gateway antwortet.',
  'The manager starts it again by itself.': 'Der Manager startet es von selbst neu.',
  'If this stays, look at log/gateway.log in the data directory.':
    'Wenn es dabei bleibt, sehen Sie in log/gateway.log im Datenverzeichnis nach.',
  'The gateway does not answer: {why:text}': 'Das Gateway antwortet nicht: {why}',
  'Pushes are taken over SSH and HTTPS.': 'Pushes kommen über SSH und HTTPS an.',
  'Install the whole git of the system, e.g.: apt install git': 'Installieren Sie das ganze git des Systems, zum Beispiel: apt install git',
  'None of {count} instances has failed.': 'Keine von {count} Instanzen ist fehlgeschlagen.',
  'Failed: {names}.': 'Fehlgeschlagen: {names}.',
  'See why: otm logs {name}': 'Warum, steht im Log: otm logs {name}',
  'Mails are sent.': 'E-Mails werden verschickt.',
  'None has left yet.': 'Bisher ist keine verschickt.',
  'The last one left on {last:moments} (UTC).': 'Die letzte ging am {last} (UTC) hinaus.',
  '1 mail could not be sent.': '1 E-Mail ließ sich nicht verschicken.',
  '{count} mails could not be sent.': '{count} E-Mails ließen sich nicht verschicken.',
  'See all with otm mail queue.': 'Alle zeigt otm mail queue.',
  'Those that have failed are tried again with otm mail retry; or hand the links over yourself.':
    'Fehlgeschlagene verschickt otm mail retry noch einmal; oder geben Sie die Links selbst weiter.',
  'They are tried again by themselves.': 'Die E-Mails werden von selbst noch einmal verschickt.',
  'See all with otm mail queue; otm mail test tells what the mail server says now.':
    'Alle zeigt otm mail queue; otm mail test sagt, was der Mailserver jetzt antwortet.',
  'There is no mail server: invitations and new passwords are links to copy.':
    'Es gibt keinen Mailserver: Einladungen und neue Passwörter sind Links zum Kopieren.',
  '{count} mails from before still wait.': '{count} E-Mails von früher warten noch.',
  'Set OTM_SMTP_HOST and start the manager again.': 'Setzen Sie OTM_SMTP_HOST und starten Sie den Manager neu.',
  'Nobody is told when something is wrong: there is no mail server and no web hook.':
    'Niemand erfährt, wenn etwas nicht stimmt: Es gibt weder einen Mailserver noch einen Webhook.',
  'Nobody is told when something is wrong: OTM_HEALTH_MAIL is none, and there is no web hook.':
    'Niemand erfährt, wenn etwas nicht stimmt: OTM_HEALTH_MAIL ist none, und es gibt keinen Webhook.',
  'Nobody is told by mail.': 'Per E-Mail erfährt es niemand.',
  'Super-users are told by mail.': 'Superuser erfahren per E-Mail, wenn etwas nicht stimmt.',
  'By mail are told: {addresses}.': 'Per E-Mail erfahren es: {addresses}.',
  'The web hook at {host} is told.': 'Der Webhook bei {host} erfährt es.',
  'The web hook at {host} did not take the last message.': 'Der Webhook bei {host} hat die letzte Nachricht nicht angenommen.',
  'The web hook at {host} did not take the message.': 'Der Webhook bei {host} hat die Nachricht nicht angenommen.',
  '{host} answered {status} ({words:any}).': '{host} hat mit {status} geantwortet ({words}).',
  'Check that OTM_HEALTH_HOOK is still its address.': 'Prüfen Sie, ob OTM_HEALTH_HOOK noch seine Adresse ist.',
  'Check that OTM_HEALTH_HOOK is still its address; otm health tell sends a test message.':
    'Prüfen Sie, ob OTM_HEALTH_HOOK noch seine Adresse ist; otm health tell sendet eine Testnachricht.',
  'There is no web hook to send a message to.': 'Es gibt keinen Webhook, an den eine Nachricht gehen könnte.',
  'A system administrator sets OTM_HEALTH_HOOK and starts the manager again.':
    'Wer das System betreut, setzt OTM_HEALTH_HOOK und startet den Manager neu.',
  'What is here already goes on to work.': 'Was schon hier ist, funktioniert weiter.',
  'There was no answer within {seconds} seconds.': 'Innerhalb von {seconds} Sekunden kam keine Antwort.',
  'Check the network and HTTPS_PROXY.': 'Prüfen Sie das Netz und HTTPS_PROXY.',
  'Packages can be fetched {how:network}.': 'Pakete lassen sich herunterladen: {how}.',
  'Packages cannot be fetched {how:network}.': 'Pakete lassen sich nicht herunterladen: {how}.',
  '1 mail from before still wait.': '1 E-Mail von früher wartet noch.',
  'The git of this server lacks git-http-backend (in {directory}), so there are no pushes over HTTPS; they work over SSH.':
    'Dem git dieses Servers fehlt git-http-backend (in {directory}), deshalb gibt es keine Pushes über HTTPS; über SSH gehen sie.',
  'Install the whole git, e.g. the Debian package "git".': 'Installieren Sie das ganze git, zum Beispiel das Debian-Paket „git“.',
}
