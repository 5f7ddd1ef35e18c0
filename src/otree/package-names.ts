/** Packages that are called differently from the module that they bring, by the module's name. */
const byModule: Readonly<Record<string, string>> = {
  attr: 'attrs',
  bs4: 'beautifulsoup4',
  cv2: 'opencv-python-headless',
  dateutil: 'python-dateutil',
  docx: 'python-docx',
  dotenv: 'python-dotenv',
  fitz: 'PyMuPDF',
  google: 'google-api-python-client',
  jwt: 'PyJWT',
  mysql: 'mysql-connector-python',
  PIL: 'Pillow',
  serial: 'pyserial',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  yaml: 'PyYAML',
}

/** Names that people write into requirements.txt by mistake: those of modules, and some more. All in lower case. */
const mistaken: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(byModule).map(([module, name]) => [module.toLowerCase(), name])),
  opencv: 'opencv-python-headless',
  beautifulsoup: 'beautifulsoup4',
  pytorch: 'torch',
  crypto: 'pycryptodome',
  mysqldb: 'mysqlclient',
}

/** The package that brings a module, e.g. `Pillow` for `PIL`. */
export const packageOfModule = (module: string): string => byModule[module] ?? module

/** The package that was probably meant by a name that is none, e.g. `scikit-learn` for `sklearn`. */
export const likelyPackage = (name: string): string | undefined => (Object.hasOwn(mistaken, name) ? mistaken[name] : undefined)

/** Modules that come with every Python on which oTree 5 and 6 run, as far as people write them into requirements.txt. A name under which the index has
 * something else that is of use (`datetime`, `typing-extensions`) is not among them. */
const standardLibrary: ReadonlySet<string> = new Set(
  (
    'abc argparse ast asyncio base64 bisect calendar cmath codecs collections contextlib copy csv ctypes dataclasses decimal difflib email enum ' +
    'fractions functools gc getpass glob gzip hashlib heapq hmac html http inspect io itertools json locale logging math mimetypes multiprocessing ' +
    'numbers operator os pathlib pickle platform pprint queue random re secrets shutil signal smtplib socket sqlite3 ssl stat statistics string ' +
    'struct subprocess sys tempfile textwrap threading time timeit tkinter traceback types typing unittest urllib uuid warnings weakref xml zipfile'
  ).split(' '),
)

/** Whether a name in requirements.txt is a part of Python itself, which nobody needs to install. */
export const isPartOfPython = (name: string): boolean => standardLibrary.has(name)
