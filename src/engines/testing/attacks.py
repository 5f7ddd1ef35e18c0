"""What a hostile project does, one attack at a time, by the name in ATTACK. As part of a project it waits until there is a table `now`; as a program
(`python attacks.py NAME`) it begins at once. What a report is for prints one: REPORT and JSON."""
import ctypes
import json
import os
import socket
import stat
import subprocess
import sys
import threading
import time

libc = ctypes.CDLL(None, use_errno=True)
MIB = b'x' * (1 << 20)
# should nobody be left who ends it, as when a test is killed
DEADLINE = time.monotonic() + 150


def is_time():
    return time.monotonic() < DEADLINE


def report(found):
    print('REPORT' + json.dumps({'attack': os.environ.get('ATTACK', sys.argv[-1]), **found}), flush=True)


def fork():
    while is_time():
        try:
            os.fork()
        except OSError:
            pass


def memory():
    eaten = []
    while True:
        eaten.append(bytearray(os.urandom(1 << 20)) * 8)


def for_ever(action):
    """Goes on whatever the system says, as long as a test may take."""
    number = 0
    while is_time():
        number += 1
        try:
            action(number)
        except OSError:
            time.sleep(0.01)


def write(path, mebibytes=64):
    with open(path, 'ab') as file:
        for _ in range(mebibytes):
            file.write(MIB)


def fill_app():
    for_ever(lambda number: write('/app/fill-%d' % number))


def write_for_ever():
    """All that the disk takes, into the same few files."""
    for_ever(lambda number: (os.path.exists('/app/fill-%d' % (number % 8)) and os.unlink('/app/fill-%d' % (number % 8)), write('/app/fill-%d' % (number % 8))))


def fill_sockets():
    for_ever(lambda number: write('/run/otm/fill-%d' % number, 8))


def fill_boot_log():
    for_ever(lambda number: write('/otm-log/boot', 8))


def fill_unseen():
    kept = []

    def one(number):
        file = open('/app/unseen-%d' % number, 'wb')
        os.unlink(file.name)
        kept.append(file)
        for _ in range(8):
            file.write(MIB)
        file.flush()

    for_ever(one)


def fill_names():
    os.mkdir('/app/names')
    for_ever(lambda number: open('/app/names/%d' % number, 'w').close())


def fill_temporary():
    total = 0
    for directory in ('/tmp', '/dev/shm'):
        try:
            with open(directory + '/fill', 'wb') as file:
                while total < 10_000:
                    file.write(MIB)
                    total += 1
        except OSError:
            continue
    report({'mebibytes': total})


def connect():
    import psycopg2

    connection = psycopg2.connect(os.environ['DATABASE_URL'])
    connection.autocommit = True
    return connection.cursor()


def fill_database():
    cursor = connect()
    cursor.execute('CREATE TABLE IF NOT EXISTS fill (text text)')
    cursor.execute('ALTER TABLE fill ALTER text SET STORAGE EXTERNAL')
    while is_time():
        cursor.execute("INSERT INTO fill SELECT repeat('x', 100000) FROM generate_series(1, 200)")


def fill_database_alone():
    cursor = connect()
    cursor.execute('CREATE TABLE IF NOT EXISTS fill (text text)')
    cursor.execute('ALTER TABLE fill ALTER text SET STORAGE EXTERNAL')
    cursor.execute("INSERT INTO fill SELECT repeat('x', 100000) FROM generate_series(1, 100000)")


def flood_log():
    text = ('flood ' * 100 + '\n').encode() * 50
    targets = [1, 2]
    try:
        targets.append(os.open('/proc/1/fd/1', os.O_WRONLY))  # past our file, to whoever keeps the container's own log
    except OSError:
        pass
    for target in targets:
        threading.Thread(target=lambda: for_ever(lambda number: os.write(target, text)), daemon=True).start()
        time.sleep(0.05)


def handles():
    counts = {'files': 0, 'sockets': 0}
    kept = []
    for what, make in (('sockets', socket.socket), ('files', lambda: open('/dev/null'))):
        for _ in range(10_000):
            try:
                kept.append(make())
                counts[what] += 1
            except OSError:
                break
        kept.clear()
    report(counts)


def handles_for_ever():
    while is_time():
        handles()


def compute():
    """On all processors, as far as it may."""
    for _ in range(4):
        if os.fork() == 0:
            while is_time():
                pass
            os._exit(0)


def attempt(found, what, action):
    try:
        result = action()
    except BaseException:
        return
    if result is not False:
        found.append(what)


def scan():
    found = []
    targets = json.loads(os.environ['TARGETS'])
    for host, port in targets:
        attempt(found, '%s:%s' % (host, port), lambda: socket.create_connection((host, port), 1.5))
    report({'found': found, 'tried': len(targets)})


def system(*call):
    """A system call that must not work."""
    if libc.syscall(*call) < 0:
        raise OSError(ctypes.get_errno())


def make_file(path):
    with open(path, 'w') as file:
        file.write('x')


def write_to(path, text):
    with open(path, 'w') as file:
        file.write(text)


def escape():
    found = []
    attempt(found, 'become root', lambda: os.setuid(0))
    attempt(found, 'mount', lambda: libc.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0)
    for flag in (0x10000000, 0x00020000, 0x40000000):  # user, mount, network
        attempt(found, 'namespace %x' % flag, lambda: libc.unshare(flag) == 0)
    attempt(found, 'raw socket', lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
    attempt(found, 'packets', lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 3))
    if os.uname().machine == 'x86_64':
        attempt(found, 'add_key', lambda: system(248, b'user', b'otm', b'x', 1, -3))
        attempt(found, 'keyctl', lambda: system(250, 0, -3, 0))
        attempt(found, 'open_by_handle_at', lambda: system(304, -100, b'\0' * 64, 0))
        attempt(found, 'bpf', lambda: system(321, 0, b'\0' * 64, 64))
        attempt(found, 'perf_event_open', lambda: system(298, b'\0' * 128, 0, -1, -1, 0))
        attempt(found, 'pivot_root', lambda: system(155, b'/', b'/'))
        attempt(found, 'kexec_load', lambda: system(246, 0, 0, 0, 0))
    attempt(found, 'sysrq', lambda: write_to('/proc/sysrq-trigger', 'h'))
    attempt(found, 'core_pattern', lambda: write_to('/proc/sys/kernel/core_pattern', '|/app/x'))
    attempt(found, 'cgroup', lambda: write_to('/sys/fs/cgroup/memory/memory.limit_in_bytes', '-1'))
    attempt(found, 'sysfs', lambda: write_to('/sys/kernel/uevent_helper', '/app/x'))
    attempt(found, 'kcore', lambda: open('/proc/kcore', 'rb').read(1))
    for directory in ('/', '/env', '/otm', '/otm-log', '/etc', '/usr/bin', '/run', '/run/pg', '/var', '/root', '/home', '/sys', '/dev'):
        attempt(found, 'write to ' + directory, lambda: make_file(os.path.join(directory, 'written')))
    for file in ('/otm/serve.py', '/env/pyvenv.cfg', '/etc/passwd', '/etc/resolv.conf', '/etc/hosts', '/etc/hostname'):
        attempt(found, 'change ' + file, lambda: open(file, 'a').close())
    attempt(found, 'device', lambda: os.mknod('/app/device', 0o600 | stat.S_IFBLK, os.makedev(254, 0)))
    attempt(found, 'give away', lambda: (make_file('/app/given'), os.chown('/app/given', 0, 0)))
    attempt(found, 'hard link out', lambda: os.link('/otm/serve.py', '/app/linked'))
    attempt(found, 'docker', lambda: os.stat('/var/run/docker.sock'))
    attempt(found, 'slow others', lambda: os.nice(-5))
    attempt(found, 'clock', lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()))
    attempt(found, 'see other processes', lambda: len([pid for pid in os.listdir('/proc') if pid.isdigit()]) > 20)
    disks = [name for name in os.listdir('/dev') if stat.S_ISBLK(os.lstat('/dev/' + name).st_mode)]
    attempt(found, 'disks', lambda: len(disks) > 0)
    attempt(found, 'setuid program', setuid_program)
    report({'found': found})


def setuid_program():
    """A program of root's with the bit, if the image has one, and one of our own, as which we could leave it on the machine."""
    output = subprocess.run(['su', 'root', '-c', 'id -u'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=10).stdout
    return output.strip() == b'0'


def trap():
    """Leaves what whoever copies, lists, keeps or removes it could stumble over, and spoils its own log."""
    os.makedirs('/app/traps')
    os.chdir('/app/traps')
    os.symlink('/etc', 'etc')
    os.symlink('/', 'root')
    os.symlink('/otm-log', 'log')
    os.mkfifo('pipe')
    socket.socket(socket.AF_UNIX).bind('socket')
    for name in (b'new\nline', b'\xff\xfe', b'-rf', b'%2e%2e', b'\x1b[2J', b'a' * 255):
        open(name, 'w').close()
    with open('sparse', 'wb') as file:
        try:
            file.truncate(1 << 40)
        except OSError:
            file.truncate(200 << 20)
    with open('setuid', 'w') as file:
        os.fchmod(file.fileno(), 0o6777)
    os.mkdir('closed')
    open('closed/file', 'w').close()
    os.chmod('closed', 0)
    for log in ('/otm-log/boot', '/otm-log/later'):
        os.truncate(log, 0)
        os.truncate(log, 200 << 20)
        os.chmod(log, 0)
    for _ in range(60):
        os.mkdir('d' * 200)
        os.chdir('d' * 200)
    open('deepest', 'w').close()
    os.chdir('/app')
    open('/app/laid', 'w').close()


ATTACKS = {name: value for name, value in list(globals().items()) if callable(value)}


def wait_for_table():
    while True:
        cursor = connect()
        cursor.execute("SELECT to_regclass('now') IS NOT NULL")
        [now] = cursor.fetchone()
        cursor.connection.close()
        if now:
            return
        time.sleep(0.1)


def later():
    wait_for_table()
    ATTACKS[os.environ['ATTACK']]()


if __name__ == '__main__':
    ATTACKS[sys.argv[1]]()
elif 'ATTACK' in os.environ:
    threading.Thread(target=later, daemon=True).start()
