import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemas, writeSchemas } from '../../src/content/schemas.ts';
import { contentFolder } from './invented.ts';

const CONTENT = 'content';

describe('The schemas that editors use', () => {
  it('are those of the program as it stands (npm run schemas writes them)', () => {
    const committed = readdirSync(join(CONTENT, 'schemas')).sort();
    expect(committed).toEqual([...jsonSchemas().keys()].sort());
    for (const [name, text] of jsonSchemas()) {
      expect(readFileSync(join(CONTENT, 'schemas', name), 'utf8').replaceAll('\r\n', '\n'), name).toBe(text);
    }
  });

  it('are written as they are read', () => {
    const dir = join(contentFolder(), 'schemas');
    const names = writeSchemas(dir);
    expect(readdirSync(dir).sort()).toEqual([...names].sort());
  });

  it('describe every field, which becomes the editor’s help', () => {
    for (const [name, text] of jsonSchemas()) {
      const { properties = {}, description } = JSON.parse(text) as {
        properties?: object;
        description?: string;
      };
      for (const [field, schema] of Object.entries(properties)) {
        expect(schema, `${name} ${field}`).toHaveProperty('description');
      }
      expect(description, name).toBeTruthy();
    }
  });

  it('accept every shipped file that names one of them', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    for (const [name, text] of jsonSchemas()) ajv.addSchema(JSON.parse(text), name);
    const files = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.yaml'),
    );
    const refused = files.flatMap((name) => {
      const text = readFileSync(join(CONTENT, name), 'utf8');
      const schema = /^# yaml-language-server: \$schema=(?:\.\.?\/)+schemas\/(\S+)/u.exec(text)?.[1];
      if (schema === undefined || ajv.validate(schema, parse(text))) return [];
      return [`${name}: ${ajv.errorsText()}`];
    });
    expect(refused).toEqual([]);
  });
});
