import type { Messages } from '../en.ts'

/** Texts of the health of the server. */
export const health: Messages['health'] = {
  title: 'Systemzustand',
  text: 'Was der Manager über sich und den Rechner sagt. Der Befehl otm doctor gibt dasselbe aus.',
  allGood: 'Alles in Ordnung.',
  levels: { ok: 'in Ordnung', warning: 'bitte ansehen', error: 'muss behoben werden' },
  checks: {
    engine: 'Engine',
    'engine away': 'Engine nicht erreichbar',
    isolation: 'Abschottung',
    network: 'Netzwerk',
    memory: 'Arbeitsspeicher',
    python: 'Python',
    postgresql: 'PostgreSQL',
    gateway: 'Gateway',
    disk: 'Festplatte',
    encryption: 'Verschlüsselung',
    instances: 'Instanzen',
    git: 'Git',
    packages: 'Pakete',
    mail: 'E-Mail',
    messages: 'Nachrichten über den Systemzustand',
  },
  hook: 'Webhook',
  test: 'Testnachricht senden',
  tested: (host, answer) => `${host} hat eine Testnachricht angenommen. Die Antwort: ${answer}`,
  hookText: (host) => `Was schlechter wird, erfährt ${host}, und wenn es wieder in Ordnung ist.`,
  again: 'Noch einmal prüfen',
  version: (version) => `oTree Manager ${version}`,
}
