import { describe, expect, test } from 'vitest';

import armoire from '../../../docs/profiles/armoire.json';
import service from '../../../docs/profiles/service.json';
import schema from '../../../manifests/site-profile.schema.json';
import { faultsByField, formOf, profileOf, type Form } from './profile-form';

const EMPTY = formOf(null);
const filled = (more: Partial<Form>): Form => ({ ...EMPTY, name: 'Ward', matches: 'https://dpi.example/*', ...more });

describe('the form of a profile', () => {
  test('has a field for everything that a profile can say', () => {
    const { practitioner, ...others } = schema.properties;
    const said = [...Object.keys(others), ...Object.keys(practitioner.properties)];
    expect(Object.keys(EMPTY).sort()).toEqual(said.sort());
  });

  test.each([armoire, service])('gives back the profile that it was filled with: $name', (profile) => {
    expect(profileOf(formOf(profile))).toEqual(profile);
  });

  test('leaves out what is empty', () => {
    expect(profileOf(filled({ rows: '  ' }))).toEqual({ name: 'Ward', matches: ['https://dpi.example/*'] });
  });

  test.each([
    [{ name: '' }, 'name', 'length'],
    [{ matches: '' }, 'matches', 'length'],
    [{ matches: 'https://dpi.example/*\ndpi.example' }, 'matches', 'pattern'],
    [{ rpps: '.rpps' }, 'first_name', 'required'],
  ] as const)('shows the fault of %o at its field', (more, field, rule) => {
    expect(faultsByField(filled(more)).get(field)?.rule).toBe(rule);
  });
});
