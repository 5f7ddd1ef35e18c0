"""Imports an oTree project (5.x, 6.x) and prints what it says of itself as one line of JSON.

Run in the project's directory with the environment's python and the environment of oTree:

    OTM_INSPECT_NONCE=... python inspect_project.py

The line begins with "@@otm:" + nonce + "@@". Whatever the project prints goes to stderr. No database is touched: oTree gets one in memory.
The project's code is hostile: whoever reads the line must check it.
"""

import os
import sys

nonce = os.environ.pop('OTM_INSPECT_NONCE', '')
answer = os.fdopen(os.dup(1), 'w', encoding='utf-8')
os.dup2(2, 1)

sys.dont_write_bytecode = True
here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [path for path in sys.path if os.path.abspath(path or '.') != here]
project = os.getcwd()
sys.path.insert(0, project)
sys.argv = ['otree', 'resetdb']
os.environ.pop('DATABASE_URL', None)
os.environ.update(OTREE_IN_MEMORY='1', OTREE_EPHEMERAL='1')


def main():
    keep_database_in_memory()
    try:
        found = dict(ok=True, **inspect())
    except BaseException as error:
        found = dict(ok=False, **explain(error))
    import json

    answer.write('\n@@otm:%s@@%s\n' % (nonce, json.dumps(found, default=str)))
    answer.flush()
    # threads of the project do not keep us
    os._exit(0)


def keep_database_in_memory():
    """oTree opens ./db.sqlite3 when it is imported, even when it uses another database."""
    import sqlite3

    connect = sqlite3.connect
    sqlite3.connect = lambda path, *args, **kwargs: connect(
        ':memory:' if str(path).endswith('db.sqlite3') else path, *args, **kwargs
    )


def inspect():
    import otree
    import otree.main
    from otree import settings

    otree.main.setup()
    import otree.asgi  # pages, URLs and static files  # noqa: F401

    password = settings.ADMIN_PASSWORD or ''
    return dict(
        otreeVersion=otree.__version__,
        pythonVersion='%d.%d.%d' % sys.version_info[:3],
        authLevel=settings.AUTH_LEVEL or '',
        debug=bool(settings.DEBUG),
        adminUsername=getattr(settings, 'ADMIN_USERNAME', 'admin'),
        adminPasswordFromEnvironment=password == os.environ.get('OTREE_ADMIN_PASSWORD', ''),
        cookieKey=cookie_key(settings.SECRET_KEY + password),
        rooms=rooms(),
        sessionConfigs=session_configs(),
        apps=list(settings.OTREE_APPS),
        tables=tables(),
    )


def cookie_key(secret):
    """The key that itsdangerous 1.1 derives for starlette's SessionMiddleware."""
    import hashlib

    return hashlib.sha1(b'itsdangerous.Signer' + b'signer' + secret.encode()).hexdigest()


def rooms():
    from otree.room import ROOM_DICT

    return [describe_room(room) for room in ROOM_DICT.values()]


def describe_room(room):
    labels, error = None, None
    if room.has_participant_labels:
        try:
            labels = list(room.get_participant_labels())
        except Exception as problem:
            labels, error = [], text_of(problem)
    return dict(
        name=room.name,
        displayName=str(room.display_name),
        labels=labels,
        labelsError=error,
        useSecureUrls=bool(room.use_secure_urls),
    )


def session_configs():
    from otree.session import SESSION_CONFIGS_DICT

    return [
        dict(
            name=config['name'],
            displayName=str(config.get('display_name') or config['name']),
            appSequence=list(config['app_sequence']),
            numDemoParticipants=config.get('num_demo_participants'),
        )
        for config in SESSION_CONFIGS_DICT.values()
    ]


def tables():
    from otree.database import AnyModel
    from sqlalchemy.dialects import postgresql

    dialect = postgresql.dialect()
    return {
        name: {
            column.name: dict(
                type=column.type.compile(dialect=dialect), nullable=bool(column.nullable and not column.primary_key)
            )
            for column in table.columns
        }
        for name, table in AnyModel.metadata.tables.items()
    }


# What follows runs only when the project is broken.


def explain(error):
    import traceback

    error = cause_of(error)
    trace = ''.join(traceback.format_exception(type(error), error, error.__traceback__))
    file, line = place_of(error)
    missing = missing_modules() if isinstance(error, ModuleNotFoundError) or missing_apps() else []
    return dict(error=text_of(error), file=file, line=line, missing=missing, trace=trace[-8000:])


def cause_of(error):
    """oTree prints the traceback of a broken app itself, and then exits with 1."""
    if isinstance(error, SystemExit) and isinstance(error.code, int) and error.__context__ is not None:
        return error.__context__
    return error


def text_of(error):
    if isinstance(error, SystemExit):
        return 'it ended itself: %s' % (error.code,)
    if isinstance(error, SyntaxError):
        return '%s: %s' % (type(error).__name__, error.msg)
    return '%s: %s' % (type(error).__name__, error)


def place_of(error):
    """The last line of the project's own code that was being run."""
    if isinstance(error, SyntaxError) and error.filename and is_own(error.filename):
        return relative(error.filename), error.lineno
    place, trace = (None, None), error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if is_own(file):
            place = relative(file), trace.tb_lineno
        trace = trace.tb_next
    return place


def is_own(file):
    file = os.path.abspath(file)
    return file.startswith(project + os.sep) and not file.startswith((here + os.sep, sys.prefix + os.sep))


def relative(file):
    return os.path.relpath(os.path.abspath(file), project).replace(os.sep, '/')


def missing_modules():
    """All modules that the project imports and that are not there, not only the first one."""
    found = {}
    files = list(own_files())
    for file in files:
        for module, line in imports_of(file):
            files.extend(file for file in files_in(os.path.join(project, module)) if file not in files)
            if not is_there(module):
                found.setdefault(module, dict(module=module, file=relative(file), line=line))
    for app in missing_apps():
        found.setdefault(app, dict(module=app, file='settings.py', line=None, isApp=True))
    return list(found.values())[:100]


def own_files():
    """settings.py, modules beside it, and the apps in use."""
    for folder in [project] + [os.path.join(project, app) for app in apps_in_use()]:
        for file in files_in(folder):
            yield file


def files_in(folder):
    """Without tests, which only bots run."""
    return [
        os.path.join(folder, name)
        for name in (sorted(os.listdir(folder)) if os.path.isdir(folder) else [])
        if name.endswith('.py') and name != 'tests.py' and not name.startswith('test_')
    ]


def apps_in_use():
    settings = sys.modules.get('otree.settings')
    if settings is not None and hasattr(settings, 'OTREE_APPS'):
        return [str(app) for app in settings.OTREE_APPS]
    return [name for name in sorted(os.listdir(project)) if os.path.exists(os.path.join(project, name, '__init__.py'))]


def missing_apps():
    return [app for app in apps_in_use() if not os.path.isdir(os.path.join(project, app))]


def imports_of(file):
    """Modules that are imported without fail: not within try, if or a function."""
    import ast

    try:
        with open(file, encoding='utf-8') as source:
            body = ast.parse(source.read(1000000)).body
    except (SyntaxError, ValueError, OSError):
        return
    for node in body:
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name.split('.')[0], node.lineno
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module.split('.')[0], node.lineno


def is_there(module):
    import importlib.util

    try:
        return module in sys.modules or importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


main()
