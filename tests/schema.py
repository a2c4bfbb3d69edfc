#!/usr/bin/env python3
"""The schema of gongwen help schema against what the program takes.

usage: schema.py GONGWEN SCHEMA WORK-FOLDER DOCUMENT.json...

Every document is allowed, and bad-*.json is not.  Then each value of the
documents that are good is replaced by values of other kinds, and a name that
nobody knows is put in: the program refuses what the schema does, but for what
a schema cannot say (ONLY_PROGRAM).
"""
import json
import subprocess
import sys
import warnings

warnings.simplefilter('ignore')
import jsonschema

OTHERS = (None, 5, -1, 1.5, 10**30, True, 'x', '', [], {}, [None], ['x'], [5],
          [['x']], {'text': 'x'}, {'type': 'picture', 'path': 'x.png'})
# Two values that have to agree, and files that have to be there.
ONLY_PROGRAM = ('一列写一个值', '第一行的格子', '对不上', '写了两次', '没有这个文件')
# Of what is made from the rest the program tells, and goes on.
VIEWS = ('headings', 'contact_lines', 'remark', 'disclosure')


def places(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else \
        enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, path + (key,))


def replaced(document, path, value):
    copy = json.loads(json.dumps(document))
    at = copy
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return copy


def mutants(document):
    for path in places(document):
        if path and path[0] in VIEWS:
            continue
        at = document
        for key in path:
            at = at[key]
        if isinstance(at, dict):
            yield path + ('unknown',), 1
        for other in OTHERS if path else ():
            if other != at or type(other) is not type(at):
                yield path, other


def main(gongwen, schema, work, *names):
    with open(schema, encoding='utf-8') as f:
        schema = json.load(f)
    jsonschema.Draft202012Validator.check_schema(schema)
    allows = jsonschema.Draft202012Validator(schema).is_valid
    failed = 0
    tried = {}
    for name in names:
        with open(name, encoding='utf-8') as f:
            document = json.load(f)
        bad = '/bad-' in name
        if allows(document) == bad:
            print(name, 'is allowed' if bad else 'is not allowed')
            failed = 1
        if '/good' not in name:
            continue
        for path, value in mutants(document):
            mutant = replaced(document, path, value)
            file = f'{work}/mutant-{len(tried):04}.json'
            with open(file, 'w', encoding='utf-8') as f:
                json.dump(mutant, f, ensure_ascii=False)
            tried[file] = path, value, allows(mutant)
    said = {file: [] for file in tried}
    for batch in range(0, len(tried), 200):
        run = subprocess.run(
            gongwen.split() + ['check', '--lang', 'zh'] +
            list(tried)[batch:batch + 200], capture_output=True,
            encoding='utf-8', check=False)
        for line in (run.stdout + run.stderr).splitlines():
            if '失败' in line or '错误: 没有这个文件' in line:
                said.get(line.split(':')[0], []).append(line)
    for file, (path, value, allowed) in tried.items():
        refused = said[file]
        if allowed == (not refused) or (allowed and any(
                words in line for line in refused for words in ONLY_PROGRAM)):
            continue
        failed = 1
        print('.'.join(map(str, path)), '=', json.dumps(value), ': the schema',
              'allows it' if allowed else 'refuses it', *refused)
    if len(tried) < 500:
        print(f'only {len(tried)} mutants')
        failed = 1
    return failed


sys.exit(main(*sys.argv[1:]))
