"""Runs oTree 5 or 6 for oTree Manager:  python serve.py RUN_DIRECTORY [wait] [logs DIRECTORY]

With `wait` it loads libraries, and neither the project nor its database before a byte came on its standard input.
It serves HTTP on the Unix socket RUN_DIRECTORY/web and obeys line commands on RUN_DIRECTORY/control:
activate, quiesce, flush, static, status. Each is answered by one line of JSON.

Two processes, forked after oTree was imported once, so that they share its memory:
  WEB       this one; the first of its sandbox, so that its end is everybody's end
  TIMEOUTS  oTree's own worker that submits pages whose time is over; it waits until it is activated, survives a broken
            database connection (which ends oTree's own), and is started again when it dies

Descriptors 1 and 2 are a file for the boot; when the boot is over, they become descriptor 4, the log. Whoever cannot hand over
descriptors names a directory with these two files, `boot` and `later`.
Works on Python 3.7 and later.
"""
import sys

del sys.path[0]  # this directory: its file names must not hide the standard library's modules

import asyncio
import contextvars
import gc
import http.client
import importlib
import json
import logging
import os
import re
import select
import signal
import socket
import time
import urllib.parse
import urllib.request

LOG_DESCRIPTOR = 4
SHUTDOWN_SECONDS = 1.5
LONGEST_BACKOFF_SECONDS = 10
STATIC_EXTENSIONS = (
    '.css .js .mjs .json .map .wasm .html .htm .txt .csv .xml .pdf .vtt .woff .woff2 .ttf .otf .eot '
    '.png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .mp3 .m4a .wav .ogg .oga .opus .aac .flac .mp4 .m4v .webm .ogv .mov'
).split()
# what oTree itself loads, by far the most of a boot
LIBRARIES = (
    'aiofiles click itsdangerous multipart psycopg2 sqlalchemy sqlalchemy.dialects.postgresql sqlalchemy.orm starlette.applications '
    'starlette.middleware.sessions starlette.staticfiles starlette.templating uvicorn uvicorn.protocols.http.h11_impl websockets wtforms '
    'wtforms_sqlalchemy.fields'
).split()
RUN = os.path.abspath(sys.argv[1])
WEB_SOCKET = os.path.join(RUN, 'web')
CONTROL_SOCKET = os.path.join(RUN, 'control')

logger = logging.getLogger('otree.manager')


def main():
    open_logs()  # before anything else takes descriptor 4
    # oTree makes its locks while it is imported; before Python 3.10 they belong to the loop of that moment
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    if 'wait' in sys.argv[2:]:
        load_libraries()
        wait_for_word()
    set_up_otree()
    timeouts = Timeouts()
    loop.run_until_complete(serve(timeouts))


def load_libraries():
    for name in LIBRARIES:
        try:
            if not is_own(name):
                importlib.import_module(name)
        except Exception:  # this oTree does without it, or will say itself what is wrong
            pass


def is_own(name):
    """Whether the project has something of that name, which hides the library."""
    top = name.split('.')[0]
    return os.path.exists(top) or os.path.exists(top + '.py')


def wait_for_word():
    """Returns when the manager found the project in order; otherwise it closes the input, or is no more."""
    if not os.read(0, 1):
        os._exit(0)
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)


def set_up_otree():
    """Imports everything, creates missing tables, and leaves no database connection open."""
    sys.argv = ['otree', 'prodserver', '8000']
    os.environ['USE_TIMEOUT_WORKER'] = '1'
    import otree.main

    write_times_and_no_addresses()
    otree.main.setup()
    import otree.asgi  # noqa: F401  so that the forks share it
    import otree.tasks  # noqa: F401

    forget_connections()
    gc.collect()
    gc.freeze()


def forget_connections():
    from otree.database import db, engine

    db.close()
    engine.dispose()


# ---- log


class Formatter(logging.Formatter):
    """Time stamps with their zone, and nothing that tells who a participant is."""

    private = re.compile(r'/(p|InitializeParticipant|join|OutOfRangeNotification|room)/[^\s"\']+|\?[^\s"\']*=[^\s"\']+')

    def format(self, record):
        text = self.private.sub(lambda match: '/%s/...' % match.group(1) if match.group(1) else '?...', super().format(record))
        first, end, rest = text.partition('\n')
        return first + (tell_request() if record.exc_info else '') + end + rest

    def formatTime(self, record, datefmt=None):
        return super().formatTime(record, datefmt) + time.strftime('%z', self.converter(record.created))


request = contextvars.ContextVar('request', default=None)
# Whose requests failed is not written down, only whether they were the same one's: a number each, for as long as this process lives.
failed = {}
START = os.urandom(4).hex()


def remember_request(app):
    async def remembering(scope, receive, send):
        request.set(scope)
        await app(scope, receive, send)

    return remembering


def tell_request():
    """Which page failed, and for the how-manieth participant: ' [page duo/Answer, participant 1f2e3d4c-3]'."""
    scope = request.get()
    if not scope:
        return ''
    page, code = find_page(scope)
    known = ['page ' + page] if page else []
    if code and (code in failed or len(failed) < 10000):
        known.append('participant %s-%s' % (START, failed.setdefault(code, len(failed) + 1)))
    return ' [%s]' % ', '.join(known) if known else ''


def find_page(scope):
    parts = scope.get('path', '').split('/')
    if parts[1:2] == ['p'] and len(parts) > 4 and re.match(r'[\w-]{1,80}/[\w-]{1,80}$', '/'.join(parts[3:5]), re.ASCII):
        return '/'.join(parts[3:5]), parts[2]
    if parts[1:2] == ['live']:
        query = urllib.parse.parse_qs(scope.get('query_string', b'').decode('ascii', 'replace'))
        return None, query.get('participant_code', [None])[0]
    return None, None


def write_times_and_no_addresses():
    for name in ('uvicorn', 'uvicorn.error'):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for handler in logging.getLogger().handlers:
        handler.setFormatter(Formatter('%(asctime)s %(levelname)s %(message)s'))


def open_logs():
    if sys.argv[-2] != 'logs':
        return
    for name, descriptors in (('boot', (1, 2)), ('later', (LOG_DESCRIPTOR,))):
        file = os.open(os.path.join(sys.argv[-1], name), os.O_WRONLY | os.O_APPEND)
        for descriptor in descriptors:
            os.dup2(file, descriptor)
        if file not in descriptors:
            os.close(file)


def leave_boot_log():
    sys.stdout.flush()
    sys.stderr.flush()
    os.dup2(LOG_DESCRIPTOR, 1)
    os.dup2(LOG_DESCRIPTOR, 2)
    os.close(LOG_DESCRIPTOR)


# ---- WEB


async def serve(timeouts):
    import uvicorn
    from otree.asgi import app

    class Server(uvicorn.Server):
        async def startup(self, sockets=None):
            await super().startup(sockets=sockets)
            leave_boot_log()

        async def shutdown(self, sockets=None):
            """Unlike the original, does not wait for idle sockets, and keeps the page times."""
            for server in self.servers:
                server.close()
            for connection in list(self.server_state.connections):
                connection.shutdown()
            timeouts.quiesce()
            await until(lambda: not (self.server_state.connections or self.server_state.tasks), SHUTDOWN_SECONDS)
            await flush()

    config = uvicorn.Config(
        remember_request(app),
        log_config=None,
        access_log=False,
        ws='websockets',
        proxy_headers=True,
        forwarded_allow_ips='*',  # only the gateway reaches the socket
    )
    control = await asyncio.start_unix_server(lambda reader, writer: obey(timeouts, reader, writer), path=free_path(CONTROL_SOCKET))
    os.chmod(CONTROL_SOCKET, 0o600)
    await Server(config).serve(sockets=[listen(WEB_SOCKET)])
    control.close()
    timeouts.quiesce()


def listen(path):
    web = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    web.bind(free_path(path))
    os.umask(before)
    web.listen(2048)
    web.setblocking(False)
    return web


def free_path(path):
    if os.path.exists(path):
        os.unlink(path)
    return path


async def until(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        await asyncio.sleep(0.02)


async def obey(timeouts, reader, writer):
    try:
        answer = await answer_to(timeouts, (await reader.readline()).decode().strip())
    except Exception as error:
        logger.exception('A command of the manager failed.')
        answer = {'error': repr(error)}
    writer.write((json.dumps(answer) + '\n').encode())
    await writer.drain()
    writer.close()


async def answer_to(timeouts, command):
    if command == 'activate' and not timeouts.active:
        timeouts.activate()
    elif command == 'quiesce':
        timeouts.quiesce()
        await flush()
    elif command == 'flush':
        await flush()
    elif command == 'static':
        return describe_static()
    elif command not in ('activate', 'status'):
        return {'error': 'unknown command'}
    return {'active': timeouts.active, 'pid': os.getpid()}


def describe_static():
    """Where oTree looks for the files below /static/, in its order, and what it calls them: for the gateway, which answers in its place."""
    from otree import common2
    from starlette.responses import guess_type

    directories = common2.static_files_app.all_directories
    types = {extension: guess_type('file' + extension)[0] or 'text/plain' for extension in STATIC_EXTENSIONS}
    return {
        'roots': [os.path.abspath(directory) for directory in directories],
        'types': {extension: name + '; charset=utf-8' * name.startswith('text/') for extension, name in types.items()},
    }


async def flush():
    """Writes the page times that oTree keeps in memory to the database."""
    from otree import common2
    from otree.database import session_scope
    from otree.middleware import lock2

    async with lock2:
        rows = list(common2.page_completion_buffer)
        if not rows:
            return
        try:
            with session_scope():
                common2.write_page_completion_buffer()
        except Exception:
            if not common2.page_completion_buffer:
                common2.page_completion_buffer.extend(rows)
            raise


# ---- TIMEOUTS, as WEB sees it


class Timeouts:
    """The process that enforces page timeouts. The first one is forked before WEB begins its work and waits to be activated; later
    ones are new programs, since a fork would copy WEB in the middle of something."""

    def __init__(self):
        self.active = False
        self.backoff = 0
        self.pid, self.socket = fork_timeouts()

    def activate(self):
        self.active = True
        if not self.pid:
            self.pid, self.socket = spawn_timeouts()
        self.socket.sendall(b'a')
        asyncio.get_event_loop().add_reader(self.socket, self.on_end)

    def quiesce(self):
        self.active = False
        self.end()

    def on_end(self):
        """It never sends anything: its socket becomes readable when it died."""
        self.end()
        self.backoff = min(LONGEST_BACKOFF_SECONDS, self.backoff * 2 or 0.5)
        logger.error('The process for page timeouts died; another one is started in %s s.', self.backoff)
        asyncio.get_event_loop().call_later(self.backoff, self.replace)

    def replace(self):
        if self.active and not self.pid:
            self.activate()

    def end(self):
        if self.pid:
            asyncio.get_event_loop().remove_reader(self.socket)
            self.socket.close()
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.pid = self.socket = None


def fork_timeouts():
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return pid, ours
    ours.close()
    leave_boot_log()
    run_timeouts(theirs)


def spawn_timeouts():
    ours, theirs = socket.socketpair()
    with theirs:
        os.set_inheritable(theirs.fileno(), True)
        arguments = [sys.executable, os.path.abspath(__file__), RUN, str(theirs.fileno())]
        pid = os.posix_spawn(sys.executable, arguments, os.environ) if hasattr(os, 'posix_spawn') else spawn_slowly(arguments, theirs)
    return pid, ours


def spawn_slowly(arguments, inherited):  # Python 3.7
    import subprocess

    return subprocess.Popen(arguments, pass_fds=[inherited.fileno()]).pid


# ---- TIMEOUTS itself


class UnixConnection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(120)
        self.sock.connect(WEB_SOCKET)


class UnixHandler(urllib.request.HTTPHandler):
    def http_open(self, request):
        return self.do_open(UnixConnection, request)


def run_timeouts(web):
    """Never returns; ends with WEB."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        if web.recv(1):
            enforce_timeouts(web)
    finally:
        os._exit(0)


def enforce_timeouts(web):
    from otree import tasks

    replace_network(tasks, web)
    worker = tasks.Worker.__new__(tasks.Worker)  # its constructor asks the database, which may be away
    worker.base_url = 'http://localhost'
    while True:
        try:
            worker.listen()
        except Exception:
            logger.exception('Page timeouts could not be looked up; trying again.')
            forget_connections()
            sleep_while_alive(web, LONGEST_BACKOFF_SECONDS / 2)


def replace_network(tasks, web):
    """Makes oTree's worker speak to WEB's Unix socket; redirects are followed as before."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), UnixHandler)
    tasks.get = opener.open
    tasks.post = lambda url, data: opener.open(url, urllib.parse.urlencode(data).encode())
    tasks.sleep = lambda seconds: sleep_while_alive(web, seconds)
    tasks.print_function = lambda *_: None
    logging.getLogger('otree.tasks').setLevel(logging.WARNING)


def sleep_while_alive(web, seconds):
    if select.select([web], [], [], seconds)[0] and not web.recv(1):
        os._exit(0)


if __name__ == '__main__':
    if sys.argv[2:] and sys.argv[2].isdigit():  # the descriptor of TIMEOUTS
        inherited = socket.socket(fileno=int(sys.argv[2]))
        set_up_otree()
        run_timeouts(inherited)
    else:
        main()
