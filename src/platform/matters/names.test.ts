import { expect, it } from 'vitest';
import { type Names, withoutSubject } from './names.ts';

const names = { enterprise: (id: string) => ({ id, name: '衢州三衢特种纸有限公司' }) } as Names;

it('hides a firm also under the name it goes by, and its telephone', () => {
  const { said } = withoutSubject(names, 'e1');
  expect(said('衢州三衢特种纸有限公司反映')).toBe('反映人反映');
  expect(said('我们衢州三衢特种纸、三衢特种纸（13800000003）都在催')).toBe('我们反映人、反映人（138****0003）都在催');
  expect(said('特种纸行业用电报装慢')).toBe('特种纸行业用电报装慢');
});
