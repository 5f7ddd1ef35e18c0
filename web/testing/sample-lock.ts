const packages = {
  anyio: '4.6.2',
  click: '8.1.7',
  formencode: '2.1.0',
  greenlet: '3.1.1',
  h11: '0.14.0',
  idna: '3.10',
  itsdangerous: '1.1.0',
  jinja2: '3.1.4',
  markupsafe: '3.0.2',
  numpy: '2.1.3',
  otree: '6.0.14',
  'psycopg2-binary': '2.9.10',
  'python-multipart': '0.0.17',
  sqlalchemy: '1.3.22',
  sniffio: '1.3.1',
  starlette: '0.14.1',
  uvicorn: '0.13.4',
  websockets: '13.1',
  wtforms: '2.3.3',
} as const

/** As it is written when a project asks for oTree and numpy. */
export const sampleLock = Object.entries(packages)
  .map(([name, version]) => `${name}==${version} \\\n    --hash=sha256:${'0a'.repeat(32)}\n`)
  .join('')

export const sampleRequirements = { lines: ['otree>=6', 'numpy', 'psycopg2-binary'], pythons: ['3.12'] } as const
