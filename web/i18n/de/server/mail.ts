import type { Phrases } from '../../sentences/translator.ts'

/** What the server says of mail that did not leave. */
export const mail: Phrases = {
  'The mail server {server} took too long.': 'Der Mailserver {server} hat zu lange gebraucht.',
  'It is tried again later.': 'Es wird später noch einmal versucht.',
  'The mail server {server} does not take our user and password: {words:any} Correct OTM_SMTP_USER and OTM_SMTP_PASSWORD_FILE.':
    'Der Mailserver {server} nimmt unseren Benutzer und unser Passwort nicht an: {words} – Berichtigen Sie OTM_SMTP_USER und OTM_SMTP_PASSWORD_FILE.',
  'The mail server {server} does not take our user and password ({words:any}). Correct OTM_SMTP_USER and OTM_SMTP_PASSWORD_FILE.':
    'Der Mailserver {server} nimmt unseren Benutzer und unser Passwort nicht an ({words}). Berichtigen Sie OTM_SMTP_USER und OTM_SMTP_PASSWORD_FILE.',
  'The mail server {server} does not take mail from OTM_MAIL_FROM: {words:any} Correct it, or set OTM_SMTP_USER.':
    'Der Mailserver {server} nimmt keine E-Mails von OTM_MAIL_FROM an: {words} – Berichtigen Sie die Adresse, oder setzen Sie OTM_SMTP_USER.',
  'The mail server {server} does not take mail from OTM_MAIL_FROM ({words:any}). Correct it, or set OTM_SMTP_USER.':
    'Der Mailserver {server} nimmt keine E-Mails von OTM_MAIL_FROM an ({words}). Berichtigen Sie die Adresse, oder setzen Sie OTM_SMTP_USER.',
  'The mail server {server} does not take mail to this address: {words:any}':
    'Der Mailserver {server} nimmt keine E-Mails an diese Adresse an: {words}',
  'The mail server {server} does not take mail to this address ({words:any}).':
    'Der Mailserver {server} nimmt keine E-Mails an diese Adresse an ({words}).',
  'The mail server {server} did not take the mail: {words:any}': 'Der Mailserver {server} hat die E-Mail nicht angenommen: {words}',
  'The mail server {server} did not take the mail ({words:any}).': 'Der Mailserver {server} hat die E-Mail nicht angenommen ({words}).',
  'The certificate of {host} is not trusted ({words:any}). Correct OTM_SMTP_HOST, or add the CA to OTM_EXTRA_CA_FILE.':
    'Dem Zertifikat von {host} wird nicht vertraut ({words}). Berichtigen Sie OTM_SMTP_HOST, oder fügen Sie die CA in OTM_EXTRA_CA_FILE hinzu.',
  'No encrypted connection to {server} came about: {words:any} OTM_SMTP_TLS is {tls}; set it, and OTM_SMTP_PORT, to what this server offers.':
    'Es kam keine verschlüsselte Verbindung zu {server} zustande: {words} – OTM_SMTP_TLS ist {tls}; setzen Sie es und OTM_SMTP_PORT auf das, was dieser Server anbietet.',
  'No encrypted connection to {server} came about ({words:any}). OTM_SMTP_TLS is {tls}; set it, and OTM_SMTP_PORT, to what this server offers.':
    'Es kam keine verschlüsselte Verbindung zu {server} zustande ({words}). OTM_SMTP_TLS ist {tls}; setzen Sie es und OTM_SMTP_PORT auf das, was dieser Server anbietet.',
  'The mail server {server} cannot be reached, or does not answer as one: {words:any} Check OTM_SMTP_HOST, OTM_SMTP_PORT and OTM_SMTP_TLS.':
    'Der Mailserver {server} ist nicht erreichbar oder antwortet nicht wie einer: {words} – Prüfen Sie OTM_SMTP_HOST, OTM_SMTP_PORT und OTM_SMTP_TLS.',
  'The mail server {server} cannot be reached, or does not answer as one ({words:any}). Check OTM_SMTP_HOST, OTM_SMTP_PORT and OTM_SMTP_TLS.':
    'Der Mailserver {server} ist nicht erreichbar oder antwortet nicht wie einer ({words}). Prüfen Sie OTM_SMTP_HOST, OTM_SMTP_PORT und OTM_SMTP_TLS.',
}
