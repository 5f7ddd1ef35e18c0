"""Listens on each ADDRESS:PORT of its arguments, and closes what connects; on dns:ADDRESS it says of every name that it is at 203.0.113.1.
Prints a line when all are open, and then who asked for a name."""
import selectors, socket, sys

selector = selectors.DefaultSelector()


def accept(listener):
    listener.accept()[0].close()


def answer(listener):
    question, (address, port) = listener.recvfrom(512)
    end = question.index(b'\0', 12) + 5
    answers = b'' if question[end - 4:end - 2] != b'\0\1' else b'\xc0\x0c\0\1\0\1\0\0\0\1\0\4' + socket.inet_aton('203.0.113.1')
    count = b'\0\1' if answers else b'\0\0'
    listener.sendto(question[:2] + b'\x81\x80\0\1' + count + b'\0\0\0\0' + question[12:end] + answers, (address, port))
    print('asked by', address, flush=True)


for argument in sys.argv[1:]:
    address, port = argument.removeprefix('dns:').split(':')
    is_dns = argument.startswith('dns:')
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if is_dns else socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, int(port)))
    if not is_dns:
        listener.listen(64)
    selector.register(listener, selectors.EVENT_READ, answer if is_dns else accept)
print('open', flush=True)
while True:
    for key, _ in selector.select():
        key.data(key.fileobj)
