/** A package that needs nothing to be built: the files of its repository. */
export const greetingPackage = {
  'pyproject.toml':
    '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n\n[project]\nname = "greeting"\nversion = "1.0"\n',
  'backend.py': `import os, zipfile

def build_wheel(directory, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(os.path.join(directory, 'greeting-1.0-py3-none-any.whl'), 'w') as wheel:
        wheel.writestr('greeting.py', 'text = "hello from git"')
        wheel.writestr('greeting-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: greeting\\nVersion: 1.0\\n')
        wheel.writestr('greeting-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
        wheel.writestr('greeting-1.0.dist-info/RECORD', '')
    return 'greeting-1.0-py3-none-any.whl'
`,
}
