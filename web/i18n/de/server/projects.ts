import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of what is in a project, and which packages it asks for. */
export const projects: Phrases = {
  'The project imports modules that are not installed: {packages:places}.':
    'Das Projekt importiert Module, die nicht installiert sind: {packages}.',
  'Add to requirements.txt: {module}.': 'Fügen Sie in requirements.txt hinzu: {module}.',
  '{modules:places} belongs to oTree 3 and older, which do not run here.': '{modules} gehört zu oTree 3 und älter; das läuft hier nicht.',
  '{modules:places} belong to oTree 3 and older, which do not run here.': '{modules} gehören zu oTree 3 und älter; das läuft hier nicht.',
  'settings.py names apps that have no folder in the project: {module}.':
    'settings.py nennt Apps, für die es im Projekt keinen Ordner gibt: {module}.',
  'Check their spelling (upper and lower case differ), and that they were committed.':
    'Prüfen Sie die Schreibweise (auf Groß- und Kleinschreibung kommt es an), und ob sie committet sind.',
  "The project's code cannot be imported: {sentence:any}.": 'Der Code des Projekts lässt sich nicht importieren: {sentence}.',
  'Try "otree devserver" on your own computer.': 'Versuchen Sie „otree devserver“ auf Ihrem eigenen Computer.',
  "The project's code cannot be imported: {sentence:any} ({file}).":
    'Der Code des Projekts lässt sich nicht importieren: {sentence} ({file}).',
  'Mend it and deploy again.': 'Beheben Sie das und stellen Sie noch einmal bereit.',
  "The project's code cannot be imported: {sentence:any} ({file}, line {line}).":
    'Der Code des Projekts lässt sich nicht importieren: {sentence} ({file}, Zeile {line}).',
  'What the project says of itself (rooms, session configurations, apps) is not in order.':
    'Was das Projekt über sich sagt (Räume, Sitzungskonfigurationen, Apps), ist nicht in Ordnung.',
  'Look at settings.py: names must be text, and lists must be lists.':
    'Sehen Sie in settings.py nach: Namen müssen Text sein, und Listen müssen Listen sein.',
  "The project's code was still being imported after {seconds} seconds, or took more memory than the instance may.":
    'Der Code des Projekts wurde nach {seconds} Sekunden immer noch importiert oder brauchte mehr Arbeitsspeicher, als die Instanz haben darf.',
  'Look for loops, waiting or large files at the top level of settings.py and of the apps.':
    'Suchen Sie nach Schleifen, Warten oder großen Dateien auf der obersten Ebene von settings.py und den Apps.',
  "The project's code ended Python itself (exit code {exitCode}) while it was imported.":
    'Der Code des Projekts hat Python selbst beendet (Exit-Code {exitCode}), während er importiert wurde.',
  'Look for os._exit and the like.': 'Suchen Sie nach os._exit und Ähnlichem.',
  'The project has no settings.py in its root directory.': 'Das Projekt hat keine settings.py im obersten Ordner.',
  'The file .gitignore names settings.py, so git left it out: remove that line, then "git add settings.py", commit and push.':
    'Die Datei .gitignore nennt settings.py, deshalb hat git sie weggelassen: Entfernen Sie diese Zeile, dann „git add settings.py“, committen und pushen.',
  'Deploy the folder that contains settings.py, as "otree startproject" makes it.':
    'Stellen Sie den Ordner bereit, der settings.py enthält, wie „otree startproject“ ihn anlegt.',
  'The folder "." (the root) has one.': 'Der oberste Ordner hat eine.',
  'The choice is remembered.': 'Die Wahl wird gemerkt.',
  'The folder "{folder}" has one.': 'Der Ordner „{folder}“ hat eine.',
  'Only the folder "." (the root) has one.': 'Nur der oberste Ordner hat eine.',
  'Only the folder "{folder}" has one.': 'Nur der Ordner „{folder}“ hat eine.',
  'These folders have one: {folders:quoted} and {count} more.': 'Diese Ordner haben eine: {folders} und {count} weitere.',
  'These folders have one: {folders:quoted}.': 'Diese Ordner haben eine: {folders}.',
  'There is no settings.py in the folder "." (the root), which was chosen as the project of "{name}".':
    'Im obersten Ordner, der als das Projekt von „{name}“ gewählt wurde, gibt es keine settings.py.',
  'There is no settings.py in the folder "{folder}", which was chosen as the project of "{name}".':
    'Im Ordner „{folder}“, der als das Projekt von „{name}“ gewählt wurde, gibt es keine settings.py.',
  '{file}, line {line}, is one line too many: at most {most} packages are accepted.':
    '{file}, Zeile {line}, ist eine Zeile zu viel: Höchstens {most} Pakete sind erlaubt.',
  '{file}, line {line}, includes a file outside of the project.': '{file}, Zeile {line}, bindet eine Datei außerhalb des Projekts ein.',
  'Copy what you need of it into requirements.txt.': 'Kopieren Sie daraus in requirements.txt, was Sie brauchen.',
  '{file}, line {line}, includes a file that includes this one.': '{file}, Zeile {line}, bindet eine Datei ein, die diese einbindet.',
  'Remove one of the two lines.': 'Entfernen Sie eine der beiden Zeilen.',
  '{file}, line {line}, includes files more than {most} levels deep.':
    '{file}, Zeile {line}, bindet Dateien mehr als {most} Ebenen tief ein.',
  '{file}, line {line}, includes one file too many: at most {most} lines may include files.':
    '{file}, Zeile {line}, bindet eine Datei zu viel ein: Höchstens {most} Zeilen dürfen Dateien einbinden.',
  '{file}, line {line}, includes a file too many: all of them together may have {most} MiB.':
    '{file}, Zeile {line}, bindet eine Datei zu viel ein: Alle zusammen dürfen {most} MiB groß sein.',
  'Remove what is no package.': 'Entfernen Sie, was kein Paket ist.',
  'Write the packages into one file.': 'Schreiben Sie die Pakete in eine Datei.',
  '{file}, line {line}, includes a file that the project does not contain.':
    '{file}, Zeile {line}, bindet eine Datei ein, die das Projekt nicht enthält.',
  'Add the file, or remove the line.': 'Fügen Sie die Datei hinzu, oder entfernen Sie die Zeile.',
  'Python {chosen} is used, because it is set for this instance; {file} asks for {python}.':
    'Python {chosen} wird verwendet, weil es für diese Instanz festgelegt ist; {file} verlangt {python}.',
  '{file} asks for Python {python}, on which this oTree does not run; Python {pythons} is used.':
    '{file} verlangt Python {python}, auf dem dieses oTree nicht läuft; verwendet wird Python {pythons}.',
  'Remove {file}.': 'Entfernen Sie {file}.',
  'Python {chosen} is set for this instance, but this oTree ({from} or newer) does not run on it; it runs on {pythons}.':
    'Für diese Instanz ist Python {chosen} festgelegt, aber dieses oTree ({from} oder neuer) läuft darauf nicht; es läuft auf {pythons}.',
  'Set one of these, or let it be found: otm instances update NAME --python auto':
    'Legen Sie eines davon fest, oder lassen Sie es automatisch wählen: otm instances update NAME --python auto',
  '{places} is a part of Python itself, so it is not installed.':
    '{places} ist ein Teil von Python selbst und wird deshalb nicht installiert.',
  'Remove the line.': 'Entfernen Sie die Zeile.',
  '{places} are parts of Python itself, so they are not installed.':
    '{places} sind Teile von Python selbst und werden deshalb nicht installiert.',
  'Remove the lines.': 'Entfernen Sie die Zeilen.',
  'The hashes in requirements.txt are not used; the exact files that are installed are noted in a lock of our own.':
    'Die Hashes in requirements.txt werden nicht verwendet; welche Dateien genau installiert sind, hält eine eigene Lock-Datei fest.',
  '{file}, line {line}, contains a password; whoever sees the code or the installed versions sees it.':
    '{file}, Zeile {line}, enthält ein Passwort; wer den Code oder die installierten Versionen sieht, sieht auch das Passwort.',
  'The project has no requirements.txt, so it does not say which version of oTree it means.':
    'Das Projekt hat keine requirements.txt und sagt damit nicht, welche Version von oTree es meint.',
  'oTree {version} is installed, because it is set for this instance.':
    'oTree {version} wird installiert, weil es für diese Instanz festgelegt ist.',
  'requirements.txt does not name oTree.': 'requirements.txt nennt oTree nicht.',
  '{file}, line {line}, names an address, where another version of oTree may be one day.':
    '{file}, Zeile {line}, nennt eine Adresse, unter der eines Tages eine andere Version von oTree liegen kann.',
  '{file}, line {line}, does not say which version of oTree it means.':
    '{file}, Zeile {line}, sagt nicht, welche Version von oTree gemeint ist.',
  '{file}, line {line}, asks for a version of oTree that cannot be understood; oTree Manager runs oTree 5 and 6.':
    '{file}, Zeile {line}, verlangt eine Version von oTree, die sich nicht verstehen lässt; oTree Manager betreibt oTree 5 und 6.',
  '{file}, line {line}, asks for oTree {version}; oTree Manager runs oTree 5 and 6.':
    '{file}, Zeile {line}, verlangt oTree {version}; oTree Manager betreibt oTree 5 und 6.',
  'psycopg2-binary is installed in place of psycopg2 ({file}, line {line}): the same, without a compiler.':
    'Anstelle von psycopg2 ({file}, Zeile {line}) wird psycopg2-binary installiert: dasselbe, ohne Compiler.',
  'A newer psycopg2-binary is installed than {file}, line {line}, says.':
    'Es wird ein neueres psycopg2-binary installiert, als {file}, Zeile {line}, angibt.',
  'psycopg2-binary is installed, too: oTree needs it for PostgreSQL.':
    'psycopg2-binary wird ebenfalls installiert: oTree braucht es für PostgreSQL.',
  '"{otree}" is not a version of oTree.': '„{otree}“ ist keine Version von oTree.',
  'oTree {otree} does not run here; oTree Manager runs oTree 5 and 6.':
    'oTree {otree} läuft hier nicht; oTree Manager betreibt oTree 5 und 6.',
  '"{python}" is not a Python on which oTree 5 or 6 runs.': '„{python}“ ist kein Python, auf dem oTree 5 oder 6 läuft.',
  'Give one of {pythons}, or none to let it be found.':
    'Geben Sie eines von diesen an: {pythons}; oder keines, dann wird es automatisch gewählt.',
  'oTree {otree} does not run on Python {python}; it runs on {pythons}.':
    'oTree {otree} läuft nicht auf Python {python}; es läuft auf {pythons}.',
  'Choose one of these, or leave the choice open.': 'Wählen Sie eines davon, oder lassen Sie die Wahl offen.',
  'oTree ended while it was starting this version.': 'oTree hat sich beendet, während es diese Version startete.',
  'It said nothing.': 'Es hat nichts dazu gesagt.',
  'Correct the project, and deploy it again.': 'Berichtigen Sie das Projekt, und stellen Sie es noch einmal bereit.',
  'The last line of its output is: {what:any} Correct the project, and deploy it again.':
    'Die letzte Zeile seiner Ausgabe ist: {what} – Berichtigen Sie das Projekt, und stellen Sie es noch einmal bereit.',
  'The last line of its output is: {what:any} ({file}, line {line}) Correct the project, and deploy it again.':
    'Die letzte Zeile seiner Ausgabe ist: {what} ({file}, Zeile {line}). Berichtigen Sie das Projekt, und stellen Sie es noch einmal bereit.',
  'oTree did not answer within {seconds} seconds of its start, so it was ended.':
    'oTree hat {seconds} Sekunden nach dem Start noch nicht geantwortet und wurde deshalb beendet.',
  'Look for code in settings.py or in an app that runs long or for ever when it is imported.':
    'Suchen Sie in settings.py oder einer App nach Code, der beim Importieren lange oder endlos läuft.',
  'The packages of this project take more than {bytes} GiB, or more than {files} files, while they are installed, so that was ended.':
    'Die Pakete dieses Projekts brauchen beim Installieren mehr als {bytes} GiB oder mehr als {files} Dateien; die Installation wurde deshalb beendet.',
  'Remove from requirements.txt what the project does not need.': 'Entfernen Sie aus requirements.txt, was das Projekt nicht braucht.',
  '{count} packages of the requirements cannot be had: {what:packages}.':
    '{count} Pakete der requirements.txt sind nicht zu bekommen: {what}.',
  'Change or remove the lines, and deploy again.': 'Ändern oder entfernen Sie die Zeilen, und stellen Sie noch einmal bereit.',
  'Change or remove the line, and deploy again.': 'Ändern oder entfernen Sie die Zeile, und stellen Sie noch einmal bereit.',
  'One package of the requirements cannot be had: {what:packages}.': 'Ein Paket der requirements.txt ist nicht zu bekommen: {what}.',
  'The versions that this instance runs cannot be installed again: the package index has lost {packages}.':
    'Die Versionen, die diese Instanz verwendet, lassen sich nicht noch einmal installieren: Dem Paketindex fehlt inzwischen {packages}.',
  'What runs is not touched.': 'Was läuft, bleibt unberührt.',
  "The server's disk is full, so the packages could not be installed.":
    'Die Festplatte des Servers ist voll; die Pakete konnten nicht installiert werden.',
  "Ask the server's administrator to make room, then deploy again.":
    'Bitten Sie die Person, die den Server betreut, Platz zu schaffen, und stellen Sie dann noch einmal bereit.',
  'No Python of this server suits this oTree.': 'Kein Python dieses Servers passt zu diesem oTree.',
  'It says:\n{log:any}\nChoose another version of oTree in requirements.txt.':
    'Das Installationsprogramm sagt:\n{log}\nWählen Sie in requirements.txt eine andere Version von oTree.',
  'What requirements.txt asks for cannot be installed.': 'Was requirements.txt verlangt, lässt sich nicht installieren.',
  'The installer says:\n{log:any}\nChange or remove the lines that it names, and deploy again.':
    'Das Installationsprogramm sagt:\n{log}\nÄndern oder entfernen Sie die Zeilen, die es nennt, und stellen Sie noch einmal bereit.',
  'The installer says:\n{log:any}\nChange or remove the line "{line}", and deploy again.':
    'Das Installationsprogramm sagt:\n{log}\nÄndern oder entfernen Sie die Zeile „{line}“, und stellen Sie noch einmal bereit.',
  'What requirements.txt asks for cannot be fetched from {host}.':
    'Was requirements.txt verlangt, lässt sich von {host} nicht herunterladen.',
  'Look whether the address in it is right.': 'Prüfen Sie, ob die Adresse darin stimmt.',
  'The installation was cancelled.': 'Die Installation wurde abgebrochen.',
  'Nothing has changed.': 'Es hat sich nichts geändert.',
  'The packages were installed, but oTree is not among them.': 'Die Pakete wurden installiert, aber oTree ist nicht dabei.',
  'oTree {version} is newer than what this oTree Manager was tried with ({newest}).':
    'oTree {version} ist neuer als das, womit dieser oTree Manager erprobt wurde ({newest}).',
  'oTree {version} shows some of its data to everybody; here only the gateway prevents it.':
    'oTree {version} zeigt manche seiner Daten allen; hier verhindert das nur das Gateway.',
  'oTree {version} is safe by itself.': 'oTree {version} ist von selbst sicher.',
  'Add the line "otree=={newest}", or the version that the project was written for.':
    'Fügen Sie die Zeile „otree=={newest}“ hinzu oder die Version, für die das Projekt geschrieben wurde.',
  'Most projects run on a newer oTree as they are: try "otree=={newest}" or "otree=={other}".':
    'Die meisten Projekte laufen unverändert auf einem neueren oTree: Versuchen Sie „otree=={newest}“ oder „otree=={other}“.',
  'Most projects run on a newer oTree as they are: try {newest} or {other}.':
    'Die meisten Projekte laufen unverändert auf einem neueren oTree: Versuchen Sie {newest} oder {other}.',
  "Give one such as {newest}, or none to take the project's own.":
    'Geben Sie eine wie {newest} an, oder keine, dann gilt die des Projekts.',
  'Name oTree in requirements.txt by its version, such as otree=={newest}.':
    'Nennen Sie oTree in requirements.txt mit seiner Version, zum Beispiel otree=={newest}.',
  "If it is, ask the server's administrator: {why:text}": 'Wenn ja, wenden Sie sich an die Person, die den Server betreut: {why}',
  'Choose one: "git push -o folder={folder} {name} main", or "otm deploy {name} DIR --folder {chosen}", or on the instance\'s page.':
    'Wählen Sie einen: „git push -o folder={folder} {name} main“ oder „otm deploy {name} ORDNER --folder {chosen}“ oder auf der Seite der Instanz.',
  'Choose it: "git push -o folder={folder} {name} main", or "otm deploy {name} DIR --folder {chosen}", or on the instance\'s page.':
    'Wählen Sie ihn: „git push -o folder={folder} {name} main“ oder „otm deploy {name} ORDNER --folder {chosen}“ oder auf der Seite der Instanz.',
}
