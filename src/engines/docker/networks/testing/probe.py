"""Tries to connect to each HOST:PORT of its arguments, all at once; prints what became of each as JSON."""
import concurrent.futures, json, socket, sys


def ask(target):
    host, port = target.split(':')
    try:
        socket.create_connection((host, int(port)), timeout=10).close()
        return 'reached'
    except ConnectionRefusedError:
        return 'refused'
    except socket.gaierror:
        return 'no such name'
    except OSError as error:
        return 'silence' if 'timed out' in str(error) else str(error)


targets = sys.argv[1:]
with concurrent.futures.ThreadPoolExecutor(len(targets)) as pool:
    print(json.dumps(dict(zip(targets, pool.map(ask, targets)))))
