/** Settings of an instance's server: small, and reachable by nothing but its Unix socket. They stand in the template's `postgresql.conf`.
 * Memory measured: 9–14 MB (PSS) idle. */
export function serverSettings(major: number): string {
  const lines = [
    "listen_addresses = ''",
    'unix_socket_permissions = 0700',
    'password_encryption = scram-sha-256',
    'max_connections = 20',
    'shared_buffers = 16MB',
    'wal_level = minimal',
    'max_wal_senders = 0',
    'min_wal_size = 2MB',
    'max_wal_size = 64MB',
    'max_worker_processes = 2',
    'max_parallel_workers = 0',
    'max_parallel_workers_per_gather = 0',
    'max_logical_replication_workers = 0',
    'autovacuum_max_workers = 1',
    'jit = off',
    'huge_pages = off',
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    "log_line_prefix = '%m '",
    'log_min_error_statement = panic', // statements carry participants' answers
    'log_checkpoints = off',
    ...(major >= 18 ? ['io_method = sync', 'autovacuum_worker_slots = 1'] : []), // else three more processes
  ]
  return `${lines.join('\n')}\n`
}

/** Only Unix sockets, and everybody needs a password, for every database. */
export const hostBasedAuthentication = 'local all all scram-sha-256\n'
