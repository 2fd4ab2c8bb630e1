import { describe, expect, it } from 'vitest';
import { load } from '../../src/content/load.ts';
import { contentFolder, INVENTED, storeOf, write } from './invented.ts';

const OFFICE = 'organisation/harbour-office.yaml';

function versionOf(dir: string): string {
  const result = load(dir);
  if ('problems' in result) throw new Error(result.problems[0]?.message);
  return result.store.version;
}

describe('Relations', () => {
  it('are told from both sides', () => {
    const { entries } = storeOf();
    const bureau = entries.get('organisation/tide-bureau')?.relations;
    expect(bureau?.memberOf?.targets).toEqual(['network/sea-network']);
    expect(bureau?.coordinates?.targets).toEqual(['network/sea-network']);
    expect(bureau?.memberOf).toMatchObject({
      changes: true,
      source: { title: 'The harbour page', asOf: '2021' },
    });
    expect(entries.get('organisation/harbour-office')?.relations.coordinates).toBeUndefined();
  });

  it('are complete only where the source lists all, and never from the other side', () => {
    const { entries } = storeOf();
    expect(entries.get('network/sea-network')?.relations.members?.complete).toBe(true);
    expect(entries.get('network/sea-network')?.relations.coordinator?.complete).toBe(false);
    expect(entries.get('organisation/tide-bureau')?.relations.memberOf?.complete).toBe(false);
  });

  it('gather what several entries say', () => {
    const { entries } = storeOf({
      'network/air-network.yaml': 'name: Air Network\nmembers: organisation/tide-bureau\n',
    });
    expect(entries.get('organisation/tide-bureau')?.relations.memberOf?.targets).toEqual([
      'network/air-network',
      'network/sea-network',
    ]);
  });

  it('may be known to be unknown', () => {
    const { entries } = storeOf({ 'network/air-network.yaml': 'name: Air Network\nmembers: unknown\n' });
    expect(entries.get('network/air-network')?.relations.members).toMatchObject({
      targets: [],
      complete: false,
    });
  });
});

describe('Kinds', () => {
  it('know their fields, and relations from either side', () => {
    const organisation = storeOf().kinds.get('organisation');
    expect(organisation?.fields).toContain('memberStates');
    expect(organisation?.relations).toEqual(
      expect.arrayContaining(['memberOf', 'coordinates', 'issued', 'observes']),
    );
  });

  it('show in an overview only what they have', () => {
    for (const { fields, relations, overview } of storeOf().kinds.values()) {
      expect([...fields, ...relations]).toEqual(expect.arrayContaining(overview));
    }
  });
});

describe('The version of a store', () => {
  it('is the same for the same files, wherever they lie and whatever their line ends', () => {
    const unix = contentFolder({ [OFFICE]: 'name: X\nacronym: Y\n' });
    const windows = contentFolder({ [OFFICE]: '\ufeffname: X\r\nacronym: Y\r\n' });
    expect(versionOf(windows)).toBe(versionOf(unix));
  });

  it.each([
    '_sources.yaml',
    'organisation/_defaults.yaml',
    OFFICE,
    'forms/members.yaml',
    'replies/replies.yaml',
    'words/ideas.yaml',
    'outside.yaml',
  ])('changes with %s', (path) => {
    const dir = contentFolder();
    const before = versionOf(dir);
    write(dir, path, `${INVENTED[path]}\n# Looked at again.\n`);
    expect(versionOf(dir)).not.toBe(before);
  });

  it('does not change with golden questions or schemas', () => {
    const dir = contentFolder();
    const before = versionOf(dir);
    write(dir, 'golden/rows.yaml', '- ask: who\n');
    write(dir, 'schemas/organisation.json', '{}');
    expect(versionOf(dir)).toBe(before);
  });
});

describe('A store', () => {
  it('cannot be changed', () => {
    const store = storeOf();
    const entry = store.entries.get('organisation/tide-bureau');
    expect(() => Object.assign(entry ?? {}, { acronym: 'X' })).toThrow(TypeError);
    expect(() => entry?.names.push({ text: 'X', language: null, use: 'alias' })).toThrow(TypeError);
    expect(() => Object.assign(store.replies, { hello: { en: 'Ahoy' } })).toThrow(TypeError);
  });
});
